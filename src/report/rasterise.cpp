#include "report/rasterise.hpp"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

extern char** environ;

namespace cupola {
namespace {

/// A folder for files between two programs, gone with it.
class Between {
 public:
  Between() {
    std::string name = (std::filesystem::temp_directory_path() / "cupola-figure-XXXXXX").string();
    if (mkdtemp(name.data())) path_ = name;
  }
  ~Between() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Between(const Between&) = delete;
  Between& operator=(const Between&) = delete;
  bool there() const { return !path_.empty(); }
  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// Exit code of the program; negative: it could not be started.
int run(const char* program, const std::string& input, const std::string& output) {
  const char* arguments[] = {program, "--format", "png", "--output", output.c_str(), input.c_str(), nullptr};
  pid_t child = 0;
  if (posix_spawnp(&child, program, nullptr, nullptr, const_cast<char**>(arguments), environ) != 0) return -1;
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

}  // namespace

std::optional<std::string> png_of_svg(const std::string& svg, std::string& error) {
  const Between folder;
  if (!folder.there()) {
    error = std::string("no temporary folder: ") + std::strerror(errno);
    return std::nullopt;
  }
  std::ofstream(folder.file("figure.svg"), std::ios::binary) << svg;
  const int exit_code = run("rsvg-convert", folder.file("figure.svg"), folder.file("figure.png"));
  if (exit_code != 0) {
    error = exit_code < 0 || exit_code == 127 ? "the program rsvg-convert, which draws PNG, is not installed"
                                              : "rsvg-convert could not draw the figure";
    return std::nullopt;
  }
  std::ifstream png(folder.file("figure.png"), std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(png), {});
}

}  // namespace cupola
