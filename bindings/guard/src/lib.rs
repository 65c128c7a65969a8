//! The cfn-guard engine behind five C functions, so that plain `cargo build` yields a module any WebAssembly host can
//! load: no wasm-bindgen command, no generated glue. The other end of this interface is
//! `src/engines/guard/wasm-host.ts`.
//!
//! Text goes in as UTF-8 that the host wrote into memory from `guard_alloc`. An answer comes back as a pointer to
//! `[u32, little-endian: n][n bytes of JSON]`; the host frees those `n + 4` bytes with `guard_free`.

use cfn_guard::commands::Executable;
use cfn_guard::commands::validate::{OutputFormatType, ShowSummaryType, parse_rules};
use cfn_guard::utils::reader::{ReadBuffer, Reader};
use cfn_guard::utils::writer::{WriteBuffer, Writer};
use cfn_guard::{CommandBuilder, Error, ValidateBuilder};
use serde_json::{Value, json};
use std::io::Cursor;
use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// What the panic hook left for the host: with `panic = "abort"` nothing can be returned after a panic.
static PANIC: AtomicPtr<u8> = AtomicPtr::new(ptr::null_mut());

const LENGTH_BYTES: usize = size_of::<u32>();

/// cfn-guard's own `ERROR_STATUS_CODE`, which is not public: with a single rules text it means that the text was
/// left out because it did not parse.
const RULES_NOT_PARSED: i32 = 5;

/// To be called once, before anything else.
#[unsafe(no_mangle)]
pub extern "C" fn guard_init() {
    std::panic::set_hook(Box::new(|info| {
        PANIC.store(answer(&json!({ "panic": info.to_string() })), Ordering::Relaxed);
    }));
}

/// The message of the panic that trapped this instance, or null. The instance must not be used any further.
#[unsafe(no_mangle)]
pub extern "C" fn guard_panic() -> *mut u8 {
    PANIC.load(Ordering::Relaxed)
}

#[unsafe(no_mangle)]
pub extern "C" fn guard_alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// # Safety
/// `start` came from `guard_alloc(length)`, or is an answer of `length` bytes in all, and was not freed before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn guard_free(start: *mut u8, length: usize) {
    drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(start, length)) });
}

/// Rules text -> `{"ok":true}` or `{"error":"… at line 1 at column 2 …"}`.
///
/// # Safety
/// `start` and `length` describe UTF-8 text that the host wrote.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn guard_parse(start: *const u8, length: usize) -> *mut u8 {
    let rules = unsafe { text(start, length) };
    reply(parse_rules(rules, "rules").map(|_| json!({ "ok": true })))
}

/// `{"rules":[text],"data":[text, …]}` -> `{"reports":text}` or `{"error":text}`. The reports are cfn-guard's own
/// structured JSON, an array in the order of `data`.
///
/// # Safety
/// `start` and `length` describe UTF-8 text that the host wrote.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn guard_validate(start: *const u8, length: usize) -> *mut u8 {
    reply(validate(unsafe { text(start, length) }))
}

fn validate(payload: &str) -> Result<Value, Error> {
    let command = ValidateBuilder::default()
        .payload(true)
        .structured(true)
        .output_format(OutputFormatType::JSON)
        .show_summary(vec![ShowSummaryType::None])
        .try_build()?;
    let mut reader = Reader::new(ReadBuffer::Cursor(Cursor::new(payload.as_bytes().to_vec())));
    let mut writer = Writer::new_with_err(WriteBuffer::Vec(vec![]), WriteBuffer::Vec(vec![]))?;
    if command.execute(&mut writer, &mut reader)? == RULES_NOT_PARSED {
        return Ok(json!({ "error": writer.err_to_stripped()? }));
    }
    Ok(json!({ "reports": writer.into_string()? }))
}

unsafe fn text<'host>(start: *const u8, length: usize) -> &'host str {
    // The host encodes with TextEncoder, which yields nothing but UTF-8.
    unsafe { std::str::from_utf8_unchecked(std::slice::from_raw_parts(start, length)) }
}

fn reply(result: Result<Value, Error>) -> *mut u8 {
    answer(&result.unwrap_or_else(|error| json!({ "error": error.to_string() })))
}

fn answer(value: &Value) -> *mut u8 {
    let json = value.to_string();
    let mut bytes = Vec::with_capacity(LENGTH_BYTES + json.len());
    bytes.extend_from_slice(&(json.len() as u32).to_le_bytes()); // usize is 32 bits here
    bytes.extend_from_slice(json.as_bytes());
    Box::into_raw(bytes.into_boxed_slice()).cast()
}
