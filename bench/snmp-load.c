/*
 * A manager that asks as fast as it is answered, over UDP to 127.0.0.1, SNMPv2c, community "public".
 *
 *   snmp-load walk PORT ROOT REPETITIONS FILE         walks the subtree ROOT, writes its instances
 *   snmp-load load PORT PID SECONDS POLLERS KIND FILE  closed loop: each poller has one request under way
 *   snmp-load relay PORT FILE                         stands between a manager and the agent at PORT; prints its own port,
 *                                                     writes the manager's last packet, until it is told to end
 *
 * KIND: bulk (GETBULK of 50 repetitions, each poller on its own way through FILE's instances, once around and on), get
 * (GET of the ten OIDs of FILE), greedy (GETBULK of 14 columns and 1,000 repetitions); greedy+get adds one poller
 * that sends the GET of FILE.get, and latencies are told of it alone; packet (FILE is one, as relay wrote it; what comes
 * back is not looked into, so that it may be of SNMPv3, whose packets are good for 150 s). All packets are encoded before the clock starts.
 * load prints: requests/s, varbinds/s, the agent's microseconds of processor time (/proc/PID/stat) per request and per
 * varbind, p50 and p99 in microseconds, lost requests.
 *
 * FILE has a record for each instance: octets of the OID (2), its BER, octets of the value (2), its BER with the tag;
 * numbers with the high octet first.
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { MAX = 65536, BULK = 50, COLUMNS = 14, GREEDY = 1000, TICKS = 100 };
typedef unsigned char octet;
typedef struct { int length; octet *bytes; } packet;
typedef struct { packet *packets; long count, first; long answered, lost, varbinds; double *seconds; long capacity; } poller;

static int port;
static volatile int stop;

static void fail(const char *what) { fprintf(stderr, "snmp-load: %s\n", what); exit(1); }

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

/* ---- BER: built from the end towards the front, so that lengths are known when they are written ---- */

typedef struct { octet bytes[MAX]; int at; } builder;

static void put(builder *b, const octet *bytes, int n) { b->at -= n; memcpy(b->bytes + b->at, bytes, n); }

static void head(builder *b, octet tag, int end) {
  int n = end - b->at;
  octet h[4] = {tag, n, 0, 0};
  int size = 2;
  if (n > 255) { h[1] = 0x82; h[2] = n >> 8; h[3] = n; size = 4; }
  else if (n > 127) { h[1] = 0x81; h[2] = n; size = 3; }
  put(b, h, size);
}

static void integer(builder *b, long value) {
  octet v[6] = {2, 4, value >> 24, value >> 16, value >> 8, value};
  put(b, v, 6);
}

/* A request for OIDs, each the content of a BER OID, written from the last one on. */
static packet request(octet type, int nonrep, int maxrep, const octet **oids, const int *lengths, int count) {
  static builder b;
  static long id = 1000;
  b.at = MAX;
  for (int i = count - 1; i >= 0; i--) {
    int end = b.at;
    put(&b, (const octet *)"\x05\x00", 2);
    int name = b.at;
    put(&b, oids[i], lengths[i]);
    head(&b, 6, name);
    head(&b, 0x30, end);
  }
  head(&b, 0x30, MAX);
  integer(&b, maxrep);
  integer(&b, nonrep);
  integer(&b, ++id);
  head(&b, type, MAX);
  put(&b, (const octet *)"\x02\x01\x01\x04\x06public", 11);
  head(&b, 0x30, MAX);
  packet p = {MAX - b.at, malloc(MAX - b.at)};
  memcpy(p.bytes, b.bytes + b.at, p.length);
  return p;
}

/* The content behind a header; *at moves behind it and *length is set. */
static const octet *content(const octet **at, const octet *end, int tag, int *length) {
  const octet *p = *at;
  if (end - p < 2 || (tag >= 0 && p[0] != tag)) fail("an answer that is no response");
  int n = p[1], size = 2;
  if (n & 0x80) {
    size += n & 0x7f;
    n = 0;
    for (int i = 2; i < size; i++) n = n << 8 | p[i];
  }
  if (end - p < size + n) fail("an answer that is cut");
  *at = p + size + n;
  *length = n;
  return p + size;
}

/* Where the bindings of a response begin. */
static const octet *bindings(const octet *message, int length, const octet **end) {
  const octet *at = message, *last = message + length;
  int n;
  const octet *in = content(&at, last, 0x30, &n);
  content(&in, last, 2, &n);
  content(&in, last, 4, &n);
  const octet *pdu = content(&in, last, 0xa2, &n);
  content(&pdu, last, 2, &n);
  const octet *status = content(&pdu, last, 2, &n);
  if (n != 1 || *status) fail("a response with an error");
  content(&pdu, last, 2, &n);
  const octet *list = content(&pdu, last, 0x30, &n);
  *end = list + n;
  return list;
}

static long counted(const octet *message, int length) {
  const octet *end, *at = bindings(message, length, &end);
  long count = 0;
  int n;
  for (; at < end; count++) content(&at, end, 0x30, &n);
  return count;
}

/* ---- asking ---- */

static int connected(void) {
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
  struct timeval patience = {2, 0};
  if (s < 0 || connect(s, (void *)&to, sizeof to)) fail("no socket");
  setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return s;
}

static int dotted(const char *text, octet *oid) {
  int n = 0;
  long part[128];
  int parts = 0;
  for (const char *p = text; *p; p += *p == '.') part[parts++] = strtol(p, (char **)&p, 10);
  for (int i = 1; i < parts; i++) {
    unsigned long v = i == 1 ? part[0] * 40 + part[1] : part[i];
    int septets = v < 0x80 ? 1 : v < 0x4000 ? 2 : v < 0x200000 ? 3 : v < 0x10000000 ? 4 : 5;
    while (septets--) oid[n++] = (v >> 7 * septets & 0x7f) | (septets ? 0x80 : 0);
  }
  return n;
}

static void record(FILE *out, const octet *bytes, int n) { fputc(n >> 8, out); fputc(n, out); fwrite(bytes, 1, n, out); }

static void walk(const char *root, int repetitions, const char *file) {
  octet name[MAX], from[MAX], answer[MAX];
  int length = dotted(root, name), prefix = length, s = connected();
  memcpy(from, name, length);
  FILE *out = fopen(file, "wb");
  if (!out) fail("cannot write the file");
  double begun = now();
  long count = 0;
  for (int inside = 1; inside;) {
    const octet *oids[] = {name};
    packet p = request(0xa5, 0, repetitions, oids, &length, 1);
    send(s, p.bytes, p.length, 0);
    free(p.bytes);
    int got = recv(s, answer, sizeof answer, 0);
    if (got <= 0) fail("no answer");
    const octet *end, *at = bindings(answer, got, &end);
    if (at == end) fail("an empty answer");
    while (at < end && inside) {
      int n, oid;
      const octet *in = content(&at, end, 0x30, &n), *last = in + n;
      const octet *next = content(&in, last, 6, &oid);
      inside = *in != 0x82 && oid > prefix && !memcmp(next, from, prefix);
      if (!inside) break;
      record(out, next, oid);
      record(out, in, last - in);
      memcpy(name, next, length = oid);
      count++;
    }
  }
  fclose(out);
  printf("%ld instances in %.2f s\n", count, now() - begun);
}

static void relay(const char *file) {
  struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}}, manager;
  socklen_t size = sizeof own;
  int agent = connected(), front = socket(AF_INET, SOCK_DGRAM, 0);
  octet bytes[MAX];
  if (bind(front, (void *)&own, size) || getsockname(front, (void *)&own, &size)) fail("no socket");
  printf("%d\n", ntohs(own.sin_port));
  fflush(stdout);
  for (;;) {
    size = sizeof manager;
    int n = recvfrom(front, bytes, sizeof bytes, 0, (void *)&manager, &size);
    FILE *out = fopen(file, "wb");
    if (n <= 0 || !out) fail("cannot write the file");
    fwrite(bytes, 1, n, out);
    fclose(out);
    send(agent, bytes, n, 0);
    n = recv(agent, bytes, sizeof bytes, 0);
    if (n > 0) sendto(front, bytes, n, 0, (void *)&manager, size);
  }
}

static int opaque;

static void *run(void *argument) {
  poller *p = argument;
  int s = connected();
  octet answer[MAX];
  for (long i = p->first; !stop; i++) {
    packet *sent = &p->packets[i % p->count];
    double begun = now();
    send(s, sent->bytes, sent->length, 0);
    int got = recv(s, answer, sizeof answer, 0);
    if (got <= 0) { p->lost++; continue; }
    if (p->answered < p->capacity) p->seconds[p->answered] = now() - begun;
    p->answered++;
    p->varbinds += opaque ? BULK : counted(answer, got);
  }
  close(s);
  return NULL;
}

/* User and system time of a process in seconds. */
static double processor(int pid) {
  char path[64], line[4096];
  unsigned long user, kernel;
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  FILE *f = fopen(path, "r");
  if (!f || !fgets(line, sizeof line, f)) fail("the agent is gone");
  fclose(f);
  if (sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &kernel) != 2) fail("/proc");
  return (double)(user + kernel) / TICKS;
}

typedef struct { octet *bytes; long size; long count; long *starts; } instances;

static instances read_instances(const char *file) {
  FILE *f = fopen(file, "rb");
  if (!f) fail("cannot read the file of instances");
  fseek(f, 0, SEEK_END);
  instances all = {.size = ftell(f)};
  rewind(f);
  all.bytes = malloc(all.size);
  if (fread(all.bytes, 1, all.size, f) != (size_t)all.size) fail("cannot read the file of instances");
  fclose(f);
  all.starts = malloc(sizeof(long) * (all.size / 4 + 1));
  for (long at = 0; at < all.size; all.count++) {
    all.starts[all.count] = at;
    for (int part = 0; part < 2; part++) at += 2 + (all.bytes[at] << 8 | all.bytes[at + 1]);
  }
  return all;
}

static const octet *name_of(const instances *all, long i, int *length) {
  const octet *at = all->bytes + all->starts[i];
  *length = at[0] << 8 | at[1];
  return at + 2;
}

static packet of_names(octet type, int maxrep, const instances *all, long first, long step, int count) {
  const octet *oids[64];
  int lengths[64];
  for (int i = 0; i < count; i++) oids[i] = name_of(all, (first + i * step) % all->count, &lengths[i]);
  return request(type, 0, maxrep, oids, lengths, count);
}

static void fill(poller *p, int number, int pollers, const char *kind, const char *file) {
  instances all = {0};
  if (strcmp(kind, "packet")) all = read_instances(file);
  if (!strcmp(kind, "packet")) {
    octet bytes[MAX];
    FILE *f = fopen(file, "rb");
    if (!f) fail("no packet");
    p->count = 1;
    p->packets = malloc(sizeof(packet));
    p->packets->length = fread(bytes, 1, sizeof bytes, f);
    p->packets->bytes = memcpy(malloc(MAX), bytes, p->packets->length);
    fclose(f);
    opaque = 1;
  } else if (!strcmp(kind, "bulk")) {
    p->count = (all.count + BULK - 1) / BULK;
    p->packets = malloc(sizeof(packet) * p->count);
    for (long i = 0; i < p->count; i++) p->packets[i] = of_names(0xa5, BULK, &all, i * BULK, 1, 1);
    p->first = p->count * number / pollers;
  } else {
    p->count = 1;
    p->packets = malloc(sizeof(packet));
    /* The first row's columns, then so many further rows. */
    *p->packets = strcmp(kind, "get") ? of_names(0xa5, GREEDY, &all, 0, all.count / COLUMNS, COLUMNS) : of_names(0xa0, 0, &all, 0, 1, 10);
  }
  p->capacity = 4000000 / pollers;
  p->seconds = malloc(sizeof(double) * p->capacity);
}

static int ascending(const void *a, const void *b) { return (*(double *)a > *(double *)b) - (*(double *)a < *(double *)b); }

static void load(int pid, double seconds, int pollers, const char *kind, const char *file) {
  int beside = !strcmp(kind, "greedy+get");
  int all = pollers + beside;
  poller *p = calloc(all, sizeof *p);
  pthread_t *threads = calloc(all, sizeof *threads);
  for (int i = 0; i < pollers; i++) {
    /* They share what they send. */
    if (i == 0) fill(&p[i], i, pollers, beside ? "greedy" : kind, file);
    else { p[i] = p[0]; p[i].first = p[0].count * i / pollers; p[i].seconds = malloc(sizeof(double) * p[i].capacity); }
  }
  char get[4096];
  snprintf(get, sizeof get, "%s.get", file);
  if (beside) fill(&p[pollers], 0, 1, "get", get);
  double before = processor(pid), begun = now();
  for (int i = 0; i < all; i++) pthread_create(&threads[i], NULL, run, &p[i]);
  usleep(seconds * 1e6);
  double used = processor(pid) - before, taken = now() - begun;
  long answered = 0, lost = 0, varbinds = 0, count = 0;
  stop = 1;
  for (int i = 0; i < all; i++) {
    pthread_join(threads[i], NULL);
    answered += p[i].answered; lost += p[i].lost; varbinds += p[i].varbinds;
  }
  double *latencies = malloc(sizeof(double) * 8000000);
  for (int i = beside ? pollers : 0; i < all; i++)
    for (long j = 0; j < p[i].answered && j < p[i].capacity; j++) latencies[count++] = p[i].seconds[j];
  if (!count) fail("no answer");
  qsort(latencies, count, sizeof(double), ascending);
  printf("%.0f %.0f %.2f %.4f %.0f %.0f %ld\n", answered / taken, varbinds / taken, used / answered * 1e6,
         used / varbinds * 1e6, latencies[count / 2] * 1e6, latencies[count * 99 / 100] * 1e6, lost);
}

int main(int argc, char **argv) {
  if (argc == 6 && !strcmp(argv[1], "walk")) { port = atoi(argv[2]); walk(argv[3], atoi(argv[4]), argv[5]); return 0; }
  if (argc == 8 && !strcmp(argv[1], "load")) {
    port = atoi(argv[2]);
    load(atoi(argv[3]), atof(argv[4]), atoi(argv[5]), argv[6], argv[7]);
    return 0;
  }
  if (argc == 4 && !strcmp(argv[1], "relay")) { port = atoi(argv[2]); relay(argv[3]); }
  fail("see the head of bench/snmp-load.c");
}
