/*
 * A module for net-snmp's snmpd (dlmod table PATH): serves the instances in the file that TABLE names, as
 * `snmp-load walk` wrote them, from a tdata table, which is the fastest that net-snmp has for rows in memory.
 * TABLE_ENTRY is the number of octets of the entry's OID, encoded: what follows is a column's number and an index of one part.
 */
#include <net-snmp/net-snmp-config.h>
#include <net-snmp/net-snmp-includes.h>
#include <net-snmp/agent/net-snmp-agent-includes.h>

enum { COLUMNS = 32 };
typedef struct { u_char type; size_t size; union { long number; struct counter64 wide; u_char *text; } value; } cell;
typedef struct { u_long index; cell cells[COLUMNS]; } row;

static const void *value_of(const cell *c) {
  return c->type == ASN_OCTET_STR ? (const void *)c->value.text : (const void *)&c->value;
}

static int handler(netsnmp_mib_handler *h, netsnmp_handler_registration *r, netsnmp_agent_request_info *info,
                   netsnmp_request_info *request) {
  if (info->mode != MODE_GET) return SNMP_ERR_NOERROR;
  for (; request; request = request->next) {
    if (request->processed) continue;
    row *found = netsnmp_tdata_extract_entry(request);
    netsnmp_table_request_info *table = netsnmp_extract_table_info(request);
    const cell *c = found && table && table->colnum < COLUMNS ? &found->cells[table->colnum] : NULL;
    if (c && c->type) snmp_set_var_typed_value(request->requestvb, c->type, value_of(c), c->size);
    else netsnmp_set_request_error(info, request, SNMP_NOSUCHINSTANCE);
  }
  return SNMP_ERR_NOERROR;
}

static u_long part(const u_char *oid, int *at) {
  u_long value = 0;
  do value = value << 7 | (oid[*at] & 0x7f);
  while (oid[(*at)++] & 0x80);
  return value;
}

static cell read_cell(const u_char *ber) {
  cell c = {.type = ber[0]};
  size_t size = ber[1], from = 2;
  if (size & 0x80) {
    from += size & 0x7f;
    size = ber[2];
    for (size_t i = 3; i < from; i++) size = size << 8 | ber[i];
  }
  if (c.type == ASN_OCTET_STR) {
    c.size = size;
    c.value.text = malloc(size + 1);
    memcpy(c.value.text, ber + from, size);
    return c;
  }
  unsigned long long number = 0;
  for (size_t i = 0; i < size; i++) number = number << 8 | ber[from + i];
  if (c.type == ASN_COUNTER64) {
    c.size = sizeof c.value.wide;
    c.value.wide.high = number >> 32;
    c.value.wide.low = number & 0xffffffff;
  } else {
    c.size = sizeof c.value.number;
    c.value.number = number;
  }
  return c;
}

void init_table(void) {
  static u_char oid_octets[512], value[65536];
  oid entry[64];
  int first = 0, columns = 0, prefix = atoi(getenv("TABLE_ENTRY"));
  size_t count = 0, capacity = 0, position = 0;
  row **rows = NULL;
  u_char length[2];
  FILE *f = fopen(getenv("TABLE"), "rb");
  size_t parts = 0;
  if (!f) { snmp_log(LOG_ERR, "no TABLE\n"); return; }
  while (fread(length, 1, 2, f) == 2) {
    int size = length[0] << 8 | length[1], at = 0;
    if (fread(oid_octets, 1, size, f) != (size_t)size || fread(length, 1, 2, f) != 2) break;
    size = length[0] << 8 | length[1];
    if (fread(value, 1, size, f) != (size_t)size) break;
    for (parts = 0; at < prefix;) {
      u_long p = part(oid_octets, &at);
      if (parts == 0) { entry[parts++] = p / 40; p %= 40; }
      entry[parts++] = p;
    }
    int column = part(oid_octets, &at);
    u_long index = part(oid_octets, &at);
    if (!first) first = column;
    if (column != columns) { columns = column; position = 0; }
    /* Columns come one after the other, and in each the rows in the same order; a column can leave rows out. */
    while (position < count && rows[position]->index < index) position++;
    if (position == count) {
      if (count == capacity) rows = realloc(rows, sizeof *rows * (capacity = capacity * 2 + 1024));
      rows[count] = calloc(1, sizeof(row));
      rows[count++]->index = index;
    }
    if (rows[position]->index == index && column < COLUMNS) rows[position]->cells[column] = read_cell(value);
  }
  fclose(f);

  netsnmp_tdata *table = netsnmp_tdata_create_table("table", 0);
  netsnmp_table_registration_info *info = SNMP_MALLOC_TYPEDEF(netsnmp_table_registration_info);
  netsnmp_table_helper_add_indexes(info, ASN_UNSIGNED, 0);
  info->min_column = first;
  info->max_column = columns;
  for (size_t i = 0; i < count; i++) {
    netsnmp_tdata_row *added = netsnmp_tdata_create_row();
    added->data = rows[i];
    netsnmp_tdata_row_add_index(added, ASN_UNSIGNED, &rows[i]->index, sizeof rows[i]->index);
    netsnmp_tdata_add_row(table, added);
  }
  /* Registered is the table, whose OID is the entry's without its last part. */
  netsnmp_tdata_register(netsnmp_create_handler_registration("table", handler, entry, parts - 1, HANDLER_CAN_RONLY), table, info);
}
