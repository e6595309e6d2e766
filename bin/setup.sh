# Sourced by the scripts beside it: tells their steps, and installs what they need on Debian 12.

# Modes of files enter the archives, so that they must not depend on who builds.
umask 022

step() { printf '%s\n' "- $*"; }

fail() {
  printf 'FAILED: %s\n' "$*"
  exit 1
}

# The home of a JDK 17, on which the project is built and tested; nothing and status 1 when there is none.
jdk17() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    [[ -x $home/bin/javac && $("$home/bin/javac" -version 2>&1) == "javac 17"* ]] && echo "$home" && return
  done
  return 1
}

# need PROGRAM=PACKAGE...: sees to a JDK 17, to Maven and to these programs, or files; installs the packages of those missing.
need() {
  local pair missing=()
  jdk17 >/dev/null || missing+=(openjdk-17-jdk-headless)
  for pair in mvn=maven "$@"; do
    command -v "${pair%=*}" >/dev/null || [ -e "${pair%=*}" ] || missing+=("${pair#*=}")
  done
  if [ ${#missing[@]} -eq 0 ]; then step "Everything needed is installed"; else install "${missing[@]}"; fi
  JAVA_HOME=$(jdk17) || fail "no JDK 17 under /usr/lib/jvm, though openjdk-17-jdk-headless is installed"
  export JAVA_HOME
}

install() {
  local by_hand="as root: apt-get update && apt-get install $*" log=target/install.log
  command -v apt-get >/dev/null || fail "missing, and there is no apt-get to install them: $*"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "not root and no sudo; install what is missing $by_hand"
    as_root=(sudo)
  fi
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
  mkdir -p target
  step "Updating the lists of apt${as_root[0]:+ through sudo}"
  "${apt[@]}" update </dev/null >"$log" 2>&1 || step "Not all of apt's lists could be updated; trying with those there are"
  step "Installing $* (log: $log)"
  "${apt[@]}" install --no-install-recommends "$@" </dev/null >>"$log" 2>&1 && return
  tail -n 15 "$log"
  fail "apt-get install $*; see $log, or try $by_hand"
}

# run_maven LOG ARGUMENT...: its whole output goes to LOG, free of colour codes; the status is Maven's.
run_maven() {
  local log=$1
  shift
  mvn -B -ntp "$@" </dev/null 2>&1 | sed 's/\x1b\[[0-9;]*m//g' >"$log"
  return "${PIPESTATUS[0]}"
}

# The first errors of a Maven log, each once and without Maven's advice, for those who do not open it.
first_errors() {
  grep -E '^\[ERROR\] +[^ ]|^\[WARNING\] .*\.java:\[' "$1" |
    grep -vE '\[Help 1\]|^\[ERROR\] (To see the full|Re-run Maven|For more information|See dump files)' | awk '!seen[$0]++' | head -n 25
}
