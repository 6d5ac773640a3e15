#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace cupola {

/// What a download may take.
struct DownloadLimits {
  std::uint64_t most_bytes = 512ull * 1024 * 1024;
  int connect_s = 15, stall_s = 30;  ///< stalled: less than 1 kB/s for so long
  int tries = 4;                     ///< in a row without getting further
  int first_pause_ms = 500;          ///< before the second try; twice as long before each further one
};

/// How a download ended.
struct Download {
  enum class End : std::uint8_t {
    whole,        ///< the file is there under its own name
    absent,       ///< 404 or 410: the server has no such file
    interrupted,  ///< `stop` said so; what came is kept
    unreachable,  ///< no connection at all: no server, no name, no network
    failed,       ///< errors of the server, cuts and stalls, every try; what came is kept
    refused,      ///< another answer than the file, or a larger one than allowed; nothing is kept
    unwritable,   ///< the disk
  };
  End end = End::failed;
  std::string why;           ///< for a person, where it is not whole
  std::uint64_t bytes = 0;   ///< of the file
  std::uint64_t had = 0;     ///< of them already there from an earlier time
  std::string content_hash;  ///< of the whole file
};

struct DownloadWatch {
  std::function<void(std::uint64_t have, std::uint64_t total)> progress;  ///< total 0: not known
  std::function<bool()> stop;
};

/// Fetches a file over http or https, going on where an earlier time ended.
/// Model      into `path`.part, what identifies the file at the server (ETag or date, size) into
///            `path`.part.state; a Range request with If-Range; the whole size is held against what the
///            server said; then fsync and a rename
/// Holds for  http and https only, also after redirects (five at most, never from https to http)
/// Returns    at once where `path` is there already: only a whole file ever gets that name, so it must be in
/// a
///            folder of nobody else's
/// Checked by tests/import/get.cpp
Download download(const std::string& url, const std::string& path, const DownloadLimits& limits,
                  const DownloadWatch& watch);

}  // namespace cupola
