# Runs a pptpd of one slot in name spaces of their own, and lets 192.0.2.9, another address than the server's, ask it.
# $1: a scratch directory, in which the file call holds what a client says who wants a call, and log becomes pptpd's log
# rest: a command that probes 192.0.2.1
set -e
d=$1
shift

# Where syslog(3) writes to; what else is needed of /dev stays.
mkdir "$d/dev"
mount -t tmpfs none "$d/dev"
for name in null zero random urandom; do
  touch "$d/dev/$name"
  mount --bind "/dev/$name" "$d/dev/$name"
done
mkdir "$d/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$d/dev/pts"
ln -s pts/ptmx "$d/dev/ptmx"
mount --rbind "$d/dev" /dev

busybox ip link set lo up
busybox ip addr add 192.0.2.1/32 dev lo
busybox ip addr add 192.0.2.9/32 dev lo
busybox ip route change local 192.0.2.1 dev lo table local src 192.0.2.9

await() { until grep -qs "$1" "$d/log"; do busybox usleep 10000; done; }

busybox syslogd -n -O "$d/log" &
await 'syslogd started'
touch "$d/options"
cat >"$d/conf" <<CONF
option $d/options
pidfile $d/pid
listen 192.0.2.1
localip 192.168.0.1
remoteip 192.168.0.234
connections 1
CONF
pptpd --fg --conf "$d/conf" &
await 'Maximum of 1 connections'
until busybox netstat -ltn | grep -q '192.0.2.1:1723'; do busybox usleep 10000; done

"$@"
await 'connection finished'
{ cat "$d/call"; await 'Starting call'; } | busybox nc 192.0.2.1 1723 >/dev/null
