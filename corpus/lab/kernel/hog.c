/*
 * hog COMM CGROUP ADJ STEP...: a process of the scene, and who watches it.
 *
 * The watcher says on standard output, one JSON object a line, what it forked and how that ended by its wait status: the
 * truth that a log is held against. The process joins CGROUP ("-": stays), and takes the STEPs one after another:
 *
 *   anon:MIB        takes anonymous memory at once
 *   grow:MIB:MS     takes it 1 MiB at a time, with a pause of so many milliseconds
 *   read:FILE:S:MIB maps so much of a file and reads its pages at random for so many seconds; 0 is once, in order
 *   sleep:S         waits
 *   hold            waits for ever
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const long MIB = 1 << 20;

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static void need(int holds, const char *what) {
  if (holds) return;
  perror(what);
  _exit(111);
}

static void put(const char *path, const char *text) {
  int fd = open(path, O_WRONLY);
  need(fd >= 0 && write(fd, text, strlen(text)) > 0, path);
  close(fd);
}

static void take(long mib, long pause_ms) {
  long piece = pause_ms > 0 ? 1 : mib;
  for (long taken = 0; taken < mib; taken += piece) {
    char *memory = mmap(NULL, piece * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    need(memory != MAP_FAILED, "mmap");
    memset(memory, 1, piece * MIB);
    usleep(pause_ms * 1000);
  }
}

static void read_pages(const char *path, double for_seconds, long mib) {
  int fd = open(path, O_RDONLY);
  need(fd >= 0, path);
  volatile char *bytes = mmap(NULL, mib * MIB, PROT_READ, MAP_SHARED, fd, 0);
  need(bytes != MAP_FAILED, path);
  long pages = mib * MIB / 4096, sum = 0;
  double end = seconds(CLOCK_MONOTONIC) + for_seconds;
  if (for_seconds > 0)
    // Without madvise: a mapping that says that it is read at random counts for no working set (vma_has_recency, Linux 6.3).
    while (seconds(CLOCK_MONOTONIC) < end) sum += bytes[4096 * (random() % pages)];
  else
    for (long at = 0; at < pages; at++) {
      if (at % 256 == 0) readahead(fd, 4096 * at, MIB);
      sum += bytes[4096 * at];
    }
  need(sum != 1, "read");
}

static void act(char *step) {
  char *saved, *verb = strtok_r(step, ":", &saved), *what = strtok_r(NULL, ":", &saved);
  char *more = strtok_r(NULL, ":", &saved), *most = strtok_r(NULL, ":", &saved);
  if (!strcmp(verb, "hold")) for (;;) pause();
  else if (!strcmp(verb, "sleep")) usleep(atof(what) * 1e6);
  else if (!strcmp(verb, "anon")) take(atol(what), 0);
  else if (!strcmp(verb, "grow")) take(atol(what), atol(more));
  else if (!strcmp(verb, "read")) read_pages(what, atof(more), atol(most));
  else need(0, verb);
}

int main(int argc, char **argv) {
  need(argc > 4, "hog COMM CGROUP ADJ STEP...");
  const char *comm = argv[1], *cgroup = argv[2], *adj = argv[3];
  put("/proc/self/oom_score_adj", "-1000");
  prctl(PR_SET_NAME, "lab-watch");
  setvbuf(stdout, NULL, _IOLBF, 0);
  pid_t pid = fork();
  need(pid >= 0, "fork");
  if (pid == 0) {
    char path[4096];
    prctl(PR_SET_NAME, comm);
    snprintf(path, sizeof path, "%s/cgroup.procs", cgroup);
    if (strcmp(cgroup, "-")) put(path, "0");
    put("/proc/self/oom_score_adj", adj);
    for (int at = 4; at < argc; at++) act(argv[at]);
    _exit(0);
  }
  printf("{\"event\":\"start\",\"pid\":%d,\"comm\":\"%s\",\"directory\":\"%s\",\"oomScoreAdj\":%s,\"uptimeSeconds\":%.3f}\n",
         pid, comm, cgroup, adj, seconds(CLOCK_MONOTONIC));
  int status;
  need(waitpid(pid, &status, 0) == pid, "waitpid");
  printf("{\"event\":\"end\",\"pid\":%d,\"signal\":%d,\"exitCode\":%d,\"uptimeSeconds\":%.3f}\n", pid,
         WIFSIGNALED(status) ? WTERMSIG(status) : 0, WIFEXITED(status) ? WEXITSTATUS(status) : -1,
         seconds(CLOCK_MONOTONIC));
  return 0;
}
