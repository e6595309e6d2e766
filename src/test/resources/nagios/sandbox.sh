# Run in mount and network namespaces of its own: a Debian host with nothing of ours but /opt/pptpd-monitor, and an agent.
# sh sandbox.sh SCRATCH HOME VPN SCRIPT: HOME is the distribution, VPN the root of a VPN server; SCRIPT is read at the end.
set -eu
scratch=$1 home=$2 vpn=$3 script=$4

busybox ifconfig lo 127.0.0.1 up
busybox ifconfig lo:1 192.0.2.1 netmask 255.255.255.255 up
# As they were installed, to be changed here only.
mkdir "$scratch/copies"
mount -t tmpfs -o mode=755 none "$scratch/copies"
for directory in /etc /usr/lib/nagios/plugins /var/lib/nagios4 /var/lib/icinga2; do
  copy=$scratch/copies$directory
  mkdir -p "${copy%/*}"
  cp -a "$directory" "$copy"
  mount --bind "$copy" "$directory"
done
for directory in /opt /run /var/log/nagios4 /var/log/icinga2 /var/cache/icinga2 /var/spool/icinga2; do
  if [ -d "$directory" ]; then mount -t tmpfs -o mode=755 none "$directory"; fi
done
mkdir -p /opt/pptpd-monitor /run/pptpd-monitor /run/nagios4 /run/icinga2 /run/nagios /var/log/nagios4/archives /var/spool/icinga2/perfdata
mount --bind "$home" /opt/pptpd-monitor
chown nagios: /run/nagios4 /run/icinga2 /run/nagios /var/log/nagios4 /var/log/nagios4/archives /var/log/icinga2 /var/cache/icinga2 \
  /var/spool/icinga2 /var/spool/icinga2/perfdata

# What the lines call and is not ours to do: packages are installed, the socket's group is nagios anyway.
bin=$scratch/bin
mkdir -p "$bin"
for program in apt-get adduser systemctl; do
  printf '#!/bin/sh\necho "%s $*" >>"%s/called"\n' "$program" "$scratch" >"$bin/$program"
  chmod 755 "$bin/$program"
done
PATH=$bin:$PATH
export PATH

# started COMMAND...: in the background, ended with this shell
processes=''
trap 'kill $processes 2>/dev/null; wait' EXIT
started() {
  "$@" >>"$scratch/output" 2>&1 &
  processes="$processes $!"
}

# await COMMAND...: until it succeeds, three quarters of a minute at most. It asks ten times a second, as nothing tells that
# nrpe listens, that Icinga's API answers, or that an engine has run a check.
await() {
  tries=450
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "does not come: $*" && cat "$scratch/output" && exit 1; }
    sleep 0.1
  done
}

mkdir /etc/pptpd-monitor
sed 's/^# socket = /socket = /' /opt/pptpd-monitor/etc/pptpd-monitor.toml >/etc/pptpd-monitor/pptpd-monitor.toml
chmod 600 /etc/pptpd-monitor/pptpd-monitor.toml
# What systemctl would have started.
agent() {
  started /opt/pptpd-monitor/bin/pptpd-monitor agent --root "$vpn" --state none --config /etc/pptpd-monitor/pptpd-monitor.toml
  await test -S /run/pptpd-monitor/check
}
# For `started`, which can end what has taken the place of its shell.
as_nagios() { exec setpriv --reuid nagios --regid nagios --init-groups "$@"; }

. "$script"
