#!/usr/bin/env bash
# Installs what `npm run test:e2e` compares ringfence with, in the versions that it was compared with, below
# ~/.cache/ringfence: needs Rust (cfn-guard), Go (opa, conftest) and Python (checkov, cfn-lint, moto).
set -euo pipefail

CFN_GUARD=3.2.1
# The last of Guard 2, which AWS Config runs as guard-2.x.x.
CFN_GUARD_2=2.1.4
CFN_LINT=1.58.0
OPA=1.22.2
CONFTEST=0.71.1
CHECKOV=3.3.30
MOTO=5.2.5
cache="$HOME/.cache/ringfence"
mkdir -p "$cache"

have() { [ -x "$1" ] && echo "$1: there already"; }

guard="$cache/cfn-guard-$CFN_GUARD"
have "$guard/bin/cfn-guard" || cargo install --quiet cfn-guard --version "$CFN_GUARD" --locked --root "$guard"

guard2="$cache/cfn-guard-2-$CFN_GUARD_2"
have "$guard2/bin/cfn-guard" || cargo install --quiet cfn-guard --version "$CFN_GUARD_2" --locked --root "$guard2"

opa="$cache/opa-$OPA"
have "$opa/opa" || GOBIN="$opa" GOFLAGS=-trimpath go install "github.com/open-policy-agent/opa@v$OPA"

conftest="$cache/conftest-$CONFTEST"
have "$conftest/conftest" || GOBIN="$conftest" go install "github.com/open-policy-agent/conftest@v$CONFTEST"

checkov="$cache/checkov-$CHECKOV"
have "$checkov/bin/checkov" || {
  python3 -m venv "$checkov"
  "$checkov/bin/pip" install --quiet --disable-pip-version-check "checkov==$CHECKOV"
}

cfn_lint="$cache/cfn-lint-$CFN_LINT"
have "$cfn_lint/bin/cfn-lint" || {
  python3 -m venv "$cfn_lint"
  "$cfn_lint/bin/pip" install --quiet --disable-pip-version-check "cfn-lint==$CFN_LINT"
}

# The API server that `plan` and `apply` are run against.
moto="$cache/moto-$MOTO"
have "$moto/bin/moto_server" || {
  python3 -m venv "$moto"
  "$moto/bin/pip" install --quiet --disable-pip-version-check "moto[server]==$MOTO"
}
