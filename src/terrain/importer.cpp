#include "terrain/importer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

namespace cupola {
namespace {

using End = ImportAnswer::End;

constexpr std::size_t kMostAnswerBytes = 64 * 1024;
constexpr int kStep_ms = 100, kMostSteps = 10 * 60 * 1000 / kStep_ms;

ImportAnswer fault(std::string what, std::string hint) {
  return {End::fault, std::move(what), std::move(hint), {}};
}

/// Only what finds libraries and the tables of GDAL and PROJ: no proxy, no option of GDAL.
std::vector<std::string> environment() {
  std::vector<std::string> kept{"LC_ALL=C"};
  for (const char* name : {"LD_LIBRARY_PATH", "GDAL_DATA", "PROJ_DATA", "PROJ_LIB", "ASAN_OPTIONS"})
    if (const char* value = std::getenv(name)) kept.push_back(std::string(name) + "=" + value);
  return kept;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> all;
  for (std::string& word : words) all.push_back(word.data());
  all.push_back(nullptr);
  return all;
}

/// Starts it with stdout into a pipe whose other end is `out`, and nothing else; 0 or an errno.
int start(const ImportRequest& request, pid_t& child, int& out) {
  std::vector<std::string> words{import_program(), request.raster, request.tile};
  if (!request.datum.empty()) words.insert(words.end(), {"--datum", request.datum});
  if (request.deep_voids_are_sea) words.insert(words.end(), {"--deep-voids", "sea"});
  std::vector<std::string> variables = environment();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  const int error = posix_spawn(&child, words.front().c_str(), &actions, nullptr, pointers(words).data(),
                                pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) close(ends[0]);
  out = ends[0];
  return error;
}

/// Reads until it ends, is stopped, says too much or takes too long; true where it ended by itself.
bool listen(int out, const std::function<bool()>& stop, std::string& text, bool& stopped) {
  for (int step = 0; step < kMostSteps && text.size() < kMostAnswerBytes;) {
    stopped = stop && stop();
    if (stopped) return false;
    pollfd wait{out, POLLIN, 0};
    const int ready = poll(&wait, 1, kStep_ms);
    if (ready == 0) ++step;
    if (ready <= 0) continue;
    char part[4096];
    const ssize_t got = read(out, part, sizeof part);
    if (got == 0) return true;
    if (got < 0 && errno != EINTR) return false;
    if (got > 0) text.append(part, static_cast<std::size_t>(got));
  }
  return false;
}

ImportAnswer answer_of(int status, const std::string& text) {
  if (WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    const bool time = signal == SIGXCPU || signal == SIGKILL;
    return {End::refused,
            time ? "takes more time or memory than an import is given"
                 : fmt::format("ended the importer by signal {}", signal),
            time ? "cut it into tiles first (gdal_retile.py)" : "the file is damaged or made to do harm",
            {}};
  }
  const auto line = nlohmann::json::parse(text, nullptr, false);
  const auto said = [&line](const char* key) {
    const bool there = line.is_object() && line.contains(key) && line[key].is_string();
    return there ? line[key].get<std::string>() : std::string();
  };
  ImportAnswer answer{End::fault, said("what"), said("hint"), said("datum_said_by")};
  const int code = WEXITSTATUS(status);
  if (code == 0 && !answer.datum_said_by.empty()) answer.end = End::done;
  if (code == 65 && !answer.what.empty()) answer.end = End::refused;
  if (code == 73) answer.end = End::unwritable;
  if (answer.end == End::fault && answer.what.empty())
    answer.what = fmt::format("cupola-import failed (exit code {})", code);
  return answer;
}

}  // namespace

std::string import_program() {
  if (const char* named = std::getenv("CUPOLA_IMPORT")) return named;
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string("cupola-import") : (self.parent_path() / "cupola-import").string();
}

ImportAnswer run_import(const ImportRequest& request, const std::function<bool()>& stop) {
  pid_t child = 0;
  int out = -1;
  if (const int error = start(request, child, out); error != 0)
    return fault(fmt::format("cannot start {}: {}", import_program(), std::strerror(error)),
                 "it is built beside cupola (target cupola-import); $CUPOLA_IMPORT may name another place");
  std::string text;
  bool stopped = false;
  const bool ended = listen(out, stop, text, stopped);
  close(out);
  if (!ended) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (stopped) return {End::interrupted, "interrupted", "", {}};
  return answer_of(status, text);
}

}  // namespace cupola
