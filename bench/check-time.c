/* check-time PASSES COMMAND... -- COMMAND... : runs the commands in turn, and prints for each the medians of processor time
 * (its own and that of its children, user and system) and of wall time, in microseconds, and its exit code. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST 32
extern char **environ;

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static double used(struct rusage *u) {
  return (u->ru_utime.tv_sec + u->ru_stime.tv_sec) * 1e6 + u->ru_utime.tv_usec + u->ru_stime.tv_usec;
}

int main(int argc, char **argv) {
  int passes = argc > 2 ? atoi(argv[1]) : 0, count = 1, code[MOST] = {0};
  char **command[MOST] = {argv + 2};
  if (passes < 1) return 2;
  for (int i = 2; i < argc; i++) {
    if (strcmp(argv[i], "--") == 0 && count < MOST) {
      argv[i] = NULL;
      command[count++] = argv + i + 1;
    }
  }
  double *cpu = calloc((size_t)count * passes, sizeof *cpu), *wall = calloc((size_t)count * passes, sizeof *wall);
  posix_spawn_file_actions_t silent;
  posix_spawn_file_actions_init(&silent);
  posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&silent, 2, "/dev/null", O_WRONLY, 0);
  for (int pass = 0; pass < passes; pass++) {
    for (int c = 0; c < count; c++) {
      pid_t pid;
      int status;
      struct rusage usage;
      double begun = now();
      if (posix_spawnp(&pid, command[c][0], &silent, NULL, command[c], environ) != 0) return 1;
      if (wait4(pid, &status, 0, &usage) != pid) return 1;
      wall[c * passes + pass] = now() - begun;
      cpu[c * passes + pass] = used(&usage);
      code[c] = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
  }
  for (int c = 0; c < count; c++) {
    qsort(cpu + c * passes, passes, sizeof *cpu, ascending);
    qsort(wall + c * passes, passes, sizeof *wall, ascending);
    printf("%.0f %.0f %d\n", cpu[c * passes + passes / 2], wall[c * passes + passes / 2], code[c]);
  }
  return 0;
}
