# Stages of script/test and script/check: each runs whatever the others did, is timed, and counts at the end.
# shellcheck shell=bash

STAGES=()
CLOSINGS=()
FAILED=0

stage() { # name, command…; returns what the command returned
  local name="$1" began=$SECONDS log code=0
  shift
  log="$(mktemp)"
  printf '\n== %s\n' "$name"
  # In a subshell: a step of the set-up that fails ends only its own stage.
  ( "$@" ) </dev/null 2>&1 | tee "$log" || code=$?
  local mark="✓"
  if [ "$code" != 0 ]; then mark="✗" FAILED=1; fi
  STAGES+=("$(printf '%s %4d 秒  %s' "$mark" "$((SECONDS - began))" "$name")")
  if [ "$1" = pytest ]; then CLOSINGS+=("$(tail -n 1 "$log")"); fi
  rm -f "$log"
  return "$code"
}

# `|| true` hides nothing: the outcome is kept in FAILED, and the next stage runs all the same.
static_stages() {
  stage "格式" ruff format --check . || true
  stage "代码规范" ruff check . || true
  stage "类型" mypy || true
  stage "层次" lint-imports || true
  stage "系统检查" python -m hehuo.cli check --fail-level WARNING || true
  stage "迁移" python -m hehuo.cli makemigrations --check --dry-run || true
  stage "译文" script/translate --check || true
  stage "最长的文件和函数（只列出，不算错）" python -m tests.house.sizes || true
}

# What each stage came to; pytest's own closing lines are the last that is printed.
summary() {
  printf '\n== 结果\n'
  printf '%s\n' "${STAGES[@]}"
  printf '%s\n' "${CLOSINGS[@]}"
  exit "$FAILED"
}
