// cupola-import RASTER TILE [--datum egm96|egm2008|ellipsoid] [--deep-voids sea]
//
// Turns one raster into one tile, in a process that can do nothing else (sandbox.hpp). Run by `cupola terrain
// import`; answers by its exit code (0, 2, 65, 70, 73) and by one line of JSON: {"datum_said_by": ...} or
// {"what": ..., "hint": ...}.

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "earth/terrain_file.hpp"
#include "import/raster.hpp"
#include "import/sandbox.hpp"
#include "import/tile.hpp"

namespace cupola::import {
namespace {

int answer(int exit_code, const nlohmann::ordered_json& object) {
  const std::string line =
      object.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  const bool written =
      std::fwrite(line.data(), 1, line.size(), stdout) == line.size() && std::fflush(stdout) == 0;
  return written ? exit_code : 70;
}

int refuse(int exit_code, const Refusal& why) {
  return answer(exit_code, {{"what", why.what}, {"hint", why.hint}});
}

struct Asked {
  std::string raster, tile;
  std::optional<VerticalDatum> datum;
  bool deep_is_sea = false;
};

std::optional<Asked> asked_by(int argc, char** argv) {
  if (argc < 3) return std::nullopt;
  Asked asked{argv[1], argv[2], std::nullopt, false};
  for (int i = 3; i + 1 < argc; i += 2) {
    const std::string option = argv[i], value = argv[i + 1];
    if (option == "--datum")
      asked.datum = datum_named(value);
    else if (option == "--deep-voids" && value == "sea")
      asked.deep_is_sea = true;
    else
      return std::nullopt;
    if (option == "--datum" && !asked.datum) return std::nullopt;
  }
  return argc % 2 == 1 ? std::optional(asked) : std::nullopt;
}

int convert(const Asked& asked) {
  auto raster = read_raster(asked.raster, asked.datum);
  if (const Refusal* no = std::get_if<Refusal>(&raster)) return refuse(65, *no);
  const std::string said_by = std::get<Raster>(raster).datum.said_by;
  const auto tile = make_tile(std::move(std::get<Raster>(raster)), asked.deep_is_sea);
  if (const Refusal* no = std::get_if<Refusal>(&tile)) return refuse(65, *no);
  Problems problems;
  if (!write_terrain_file(std::get<TerrainTile>(tile), asked.tile, problems))
    return refuse(73, {problems.all().front().what, problems.all().front().hint});
  return answer(0, {{"datum_said_by", said_by}});
}

/// For the tests: what the sandbox answers to what nothing here should ask for.
int tell_what_is_closed() {
  rlimit processor{}, memory{};
  getrlimit(RLIMIT_CPU, &processor);
  getrlimit(RLIMIT_AS, &memory);
  const int file = socket(AF_INET, SOCK_STREAM, 0);
  const std::string of_socket = file < 0 ? std::strerror(errno) : "open";
  char* const nothing[] = {nullptr};
  execve("/bin/true", nothing, nothing);
  const std::string of_execve = std::strerror(errno);
  return answer(0, {{"socket", of_socket},
                    {"execve", of_execve},
                    {"processor_s", processor.rlim_cur},
                    {"memory_mib", memory.rlim_cur / (1024 * 1024)},
                    {"drivers", driver_names()}});
}

}  // namespace
}  // namespace cupola::import

int main(int argc, char** argv) {
  using namespace cupola::import;
  std::signal(SIGXFSZ, SIG_IGN);  // a full disk, or a file beyond its limit, is an answer like others
  const bool tell = argc == 2 && std::string(argv[1]) == "--what-is-closed";
  const auto asked = asked_by(argc, argv);
  if (!asked && !tell)
    return refuse(2, {"usage: cupola-import RASTER TILE [--datum D] [--deep-voids sea]", ""});
  if (const std::string why = enter_sandbox(); !why.empty()) return refuse(70, {why, ""});
  try {
    return tell ? tell_what_is_closed() : convert(*asked);
  } catch (const std::bad_alloc&) {
    return refuse(65,
                  {"needs more memory than an import is given", "cut it into tiles first (gdal_retile.py)"});
  } catch (const std::exception& error) {
    return refuse(70, {error.what(), ""});
  }
}
