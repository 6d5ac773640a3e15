#include "cli/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "cli/exit_code.hpp"
#include "core/printable.hpp"

namespace cupola {

namespace {

namespace fs = std::filesystem;

/// Writes all of it; false with errno set where it cannot.
bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool write_and_close(int file, const std::string& text, bool sync) {
  const bool written = write_all(file, text) && (!sync || fsync(file) == 0);
  const int error = errno;
  const bool closed = ::close(file) == 0;
  if (!written) errno = error;
  return written && closed;
}

std::string because(const std::string& path) { return path + ": cannot write: " + std::strerror(errno); }

}  // namespace

void open_standard_streams() {
  // Opened the wrong way round, so that using one fails as it would have failed.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
      (void)!open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  std::signal(SIGPIPE, SIG_IGN);
}

int put(std::string_view text) {
  if (write_all(STDOUT_FILENO, printable_lines(text)) || errno == EPIPE) return kDone;
  complain(fmt::format("error: cannot write the results to stdout: {}\n", std::strerror(errno)));
  return kCannotWrite;
}

int put_json(const nlohmann::ordered_json& object) {
  return put(object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

void complain(std::string_view text) { (void)write_all(STDERR_FILENO, printable_lines(text)); }

std::string why_not_write(const std::string& path, const std::string& kind,
                          bool (*is_ours)(const std::string&), const std::vector<std::string>& inputs) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return {};
  for (const std::string& input : inputs)
    if (fs::equivalent(path, input, error))
      return fmt::format(
          "{}: error: this file is an input\n  hint: nothing is written over it; choose another name\n",
          path);
  if (fs::is_regular_file(status) && (is_ours(path) || fs::file_size(path, error) == 0)) return {};
  return fmt::format(
      "{}: error: there is something of this name already, and it is not {}\n"
      "  hint: only {} is written over; choose another name, or remove it yourself\n",
      path, kind, kind);
}

std::string write_text_file(const std::string& path, const std::string& text) {
  const fs::file_status status = fs::status(path);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    return file >= 0 && write_and_close(file, text, false) ? std::string() : because(path);
  }
  const std::string beside = path + "." + std::to_string(getpid()) + ".tmp";
  const int file = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file >= 0 && write_and_close(file, text, true) && std::rename(beside.c_str(), path.c_str()) == 0)
    return {};
  const std::string error = because(path);
  if (file >= 0) unlink(beside.c_str());
  return error;
}

bool keeps_nothing(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return fs::is_fifo(status) || fs::is_character_file(status);
}

ResultStream::~ResultStream() {
  if (file_ > STDERR_FILENO) ::close(file_);
  if (!beside_.empty()) unlink(beside_.c_str());
}

bool ResultStream::fail(const std::string& what) {
  complain(fmt::format("error: {}\n", what));
  failed_ = true;
  return false;
}

bool ResultStream::open() {
  if (path_ == "-") {
    file_ = STDOUT_FILENO;
    return true;
  }
  const bool straight = keeps_nothing(path_);
  if (!straight) beside_ = path_ + "." + std::to_string(getpid()) + ".tmp";
  file_ = straight ? ::open(path_.c_str(), O_WRONLY | O_CLOEXEC)
                   : ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ >= 0) return true;
  beside_.clear();
  return fail(because(path_));
}

bool ResultStream::flush() {
  if (failed_ || enough_ || (file_ < 0 && !open())) return false;
  const bool written = write_all(file_, isatty(file_) ? printable_lines(text) : text);
  text.clear();
  if (written) return true;
  enough_ = errno == EPIPE;
  if (enough_) return false;
  return fail(path_ == "-" ? fmt::format("cannot write the results to stdout: {}", std::strerror(errno))
                           : because(path_));
}

int ResultStream::finish() {
  if (!flush()) return failed_ ? kCannotWrite : kDone;
  if (path_ == "-") return kDone;
  const bool synced = beside_.empty() || fsync(file_) == 0;
  const bool closed = ::close(std::exchange(file_, -1)) == 0;
  if (!synced || !closed || (!beside_.empty() && std::rename(beside_.c_str(), path_.c_str()) != 0))
    fail(because(path_));
  else
    beside_.clear();
  return failed_ ? kCannotWrite : kDone;
}

}  // namespace cupola
