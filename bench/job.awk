# The job of `check users` for awk, without what keeps it right: who is on, and all octets. -v field= that of the tag.
$field ~ /^pppd\[/ {
  session = $(field - 1) $field
  what = $(field + 1)
  if (what == "pptpd-logwtmp.so" && $(field + 2) == "ip-up") {
    user[session] = $(field + 4)
  } else if (what == "Sent" && $(field + 3) == "bytes,") {
    out += $(field + 2)
    received += $(field + 5)
  } else if (what == "Exit.") {
    delete user[session]
  }
}
END {
  for (session in user) {
    sessions++
    if (!(user[session] in seen)) {
      seen[user[session]] = 1
      users++
    }
  }
  printf "users=%d\nsessions=%d\nin=%.0f\nout=%.0f\n", users, sessions, received, out
}
