#!/usr/bin/env bash
# Builds guard.wasm, and writes manifest.json and THIRD-PARTY.md. With --check: rebuilds, compares byte for byte, writes nothing.
#   exit 0  built, or rebuilt and identical
#   exit 1  rebuilt and different, or the build failed
#   exit 3  (--check only) not compared: this machine cannot have the compiler or the optimizer that the manifest names
# Everything it makes or downloads goes to target/ and .cache/, beside this file; git ignores both. The one thing it
# leaves elsewhere is the pinned toolchain, in rustup's own folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

RUST=1.95.0
BINARYEN=132.0.0
TARGET=wasm32-unknown-unknown
# What Debian's rustc-web is built from; its library of this name holds the compiler itself.
DEBIAN_PACKAGES=(rustc-web libstd-rust-web-1.96 libstd-rust-web-dev libllvm22 rust-web-src)

HERE=$PWD
CACHE=$HERE/.cache
CARGO_HOME_DIR=${CARGO_HOME:-$HOME/.cargo}
export CARGO_TARGET_DIR=$HERE/target
# A compiler or flags chosen by the caller's environment would make other bytes.
unset RUSTC RUSTC_WRAPPER RUSTC_WORKSPACE_WRAPPER CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS RUSTFLAGS

CHECK=false
case "${1-}" in
  --check)
    CHECK=true
    export CARGO_TARGET_DIR=$HERE/target/check # emptied first: what an earlier build left proves nothing
    ;;
  '') ;;
  *) echo "usage: build.sh [--check]" >&2; exit 2 ;;
esac

# What cannot be had here: a failure of a build, but no verdict of a check.
unavailable() {
  if $CHECK; then echo "guard.wasm: not compared: $1"; exit 3; fi
  echo "guard.wasm: not built: $1" >&2; exit 1
}

# A comparison makes sense only with the compiler of the manifest, which comes by the manifest's route.
may_use() { ! $CHECK || [ "$(node manifest.mjs --get route)" = "$1" ]; }

# Route 1: the pinned toolchain with Rust's own standard library for the target.
use_rustup() {
  command -v rustup > /dev/null || return 1
  rustup toolchain install "$RUST" --profile minimal --no-self-update --target "$TARGET" > "$CACHE/rustup.log" 2>&1 || return 1
  ROUTE=rustup
  CARGO=(cargo "+$RUST")
  RUSTC_COMMAND=(rustc "+$RUST")
  BUILD_STD=()
}

# Route 2, where no target can be added: Debian's compiler, unpacked and not installed, builds std from Debian's
# source of it. cargo and the linker are those of the toolchain at hand, since Debian's cargo wants more of its system.
use_debian() {
  command -v cargo > /dev/null && command -v apt-get > /dev/null && command -v dpkg > /dev/null || return 1
  local root=$CACHE/debian/root sysroot
  if [ ! -x "$root/usr/bin/rustc" ]; then
    mkdir -p "$CACHE/debian/packages" "$root"
    (cd "$CACHE/debian/packages" && apt-get download "${DEBIAN_PACKAGES[@]}") > "$CACHE/debian.log" 2>&1 || return 1
    for package in "$CACHE"/debian/packages/*.deb; do dpkg -x "$package" "$root" || return 1; done
  fi
  sysroot=$(rustc --print sysroot)
  ROUTE=debian
  CARGO=(cargo)
  export LD_LIBRARY_PATH=$root/usr/lib/x86_64-linux-gnu RUSTC=$root/usr/bin/rustc
  export RUSTC_BOOTSTRAP=1 # -Zbuild-std is not stable
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$sysroot/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
  RUSTC_COMMAND=("$RUSTC")
  BUILD_STD=(-Zbuild-std=std,panic_abort)
}

# The project's own binaryen where it is the pinned one, else a copy in the cache.
find_binaryen() {
  local folder
  for folder in "$HERE/../../node_modules/binaryen" "$CACHE/node_modules/binaryen"; do
    if grep -qs "\"version\": \"$BINARYEN\"" "$folder/package.json"; then WASM_TOOLS=$folder/bin; return; fi
  done
  npm install --silent --no-save --prefix "$CACHE" "binaryen@$BINARYEN" > "$CACHE/npm.log" 2>&1 || return 1
  WASM_TOOLS=$CACHE/node_modules/binaryen/bin
}

# No path of this machine may stay inside. Of several prefixes that match, rustc takes the last.
path_flags() {
  local registry sysroot commit std
  sysroot=$("${RUSTC_COMMAND[@]}" --print sysroot)
  commit=$("${RUSTC_COMMAND[@]}" -vV | sed -n 's/^commit-hash: //p')
  printf ' --remap-path-prefix=%s=/guard' "$HERE"
  for registry in "$CARGO_HOME_DIR"/registry/src/*/; do printf ' --remap-path-prefix=%s=/crates' "${registry%/}"; done
  # As Rust's own build of std has it. cargo names a source below its own folder, as Debian's here, without that folder.
  for std in "$sysroot" "${sysroot#"$HERE"/}"; do
    printf ' --remap-path-prefix=%s/lib/rustlib/src/rust=/rustc/%s' "$std" "$commit"
  done
}

compile() {
  "${CARGO[@]}" fetch --locked --target "$TARGET"
  # 8 MiB of stack: cfn-guard recurses with the depth of documents, and Rust's default for wasm is 1 MiB.
  RUSTFLAGS="-C link-arg=-zstack-size=8388608$(path_flags)" \
    "${CARGO[@]}" build --release --locked --target "$TARGET" "${BUILD_STD[@]}"
}

# metadce drops what only wasm-bindgen's own command would call: some 1,500 exports that describe a JavaScript interface.
# The features are those Rust uses and Node 20 has; `-all` would bring string types that Node 20 refuses.
optimize() {
  local feature features=()
  for feature in simd bulk-memory bulk-memory-opt call-indirect-overlong sign-ext nontrapping-float-to-int \
    mutable-globals multivalue reference-types; do features+=("--enable-$feature"); done
  node "$WASM_TOOLS/wasm-metadce" "$CARGO_TARGET_DIR/$TARGET/release/ringfence_guard.wasm" \
    --graph-file metadce-graph.json "${features[@]}" -o "$CARGO_TARGET_DIR/reachable.wasm" > /dev/null
  node "$WASM_TOOLS/wasm-opt" -Oz "${features[@]}" --strip-debug --strip-producers --strip-target-features \
    "$CARGO_TARGET_DIR/reachable.wasm" -o "$CARGO_TARGET_DIR/optimized.wasm"
  node strip-custom-sections.mjs "$CARGO_TARGET_DIR/optimized.wasm" "$CARGO_TARGET_DIR/guard.wasm"
}

mkdir -p "$CACHE"
{ may_use rustup && use_rustup; } || { may_use debian && use_debian; } ||
  unavailable "the Rust compiler with $TARGET cannot be had here (see .cache/*.log)"
COMPILER=$("${RUSTC_COMMAND[@]}" --version)
find_binaryen || unavailable "binaryen $BINARYEN could not be installed"
if $CHECK; then
  WANTED="$(node manifest.mjs --get compiler), binaryen $(node manifest.mjs --get binaryen)"
  HAD="$COMPILER, binaryen $BINARYEN"
  [ "$WANTED" = "$HAD" ] || unavailable "built with $WANTED; here is $HAD"
  rm -rf "$CARGO_TARGET_DIR"
fi
compile
optimize
if $CHECK; then
  cmp "$CARGO_TARGET_DIR/guard.wasm" guard.wasm || { echo "guard.wasm: rebuilt, different"; exit 1; }
  echo "guard.wasm: rebuilt, identical"
else
  cp "$CARGO_TARGET_DIR/guard.wasm" guard.wasm
  node third-party.mjs "${CARGO[@]}"
  node manifest.mjs "$ROUTE" "$COMPILER" "$BINARYEN"
fi
