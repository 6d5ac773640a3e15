#include "terrain/download.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <cctype>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <thread>

#include "terrain/partial_file.hpp"

namespace cupola {
namespace {

using End = Download::End;

/// One try: what the server said so far, and where its bytes go.
struct Try {
  PartialFile& file;
  const DownloadLimits& limits;
  const DownloadWatch& watch;
  std::uint64_t asked_from = 0;

  long status = 0;
  std::string etag{}, date{}, range{};
  std::uint64_t length = 0;
  bool begun = false;  ///< the body has begun and is the file
  bool too_large = false, bad_range = false, unwritable = false;
};

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// `name: value` of a header, blanks and line end gone; empty where it is another.
std::string value_of(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':') return {};
  for (std::size_t i = 0; i < name.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(line[i])) != name[i]) return {};
  line.remove_prefix(name.size() + 1);
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n' || line.back() == ' '))
    line.remove_suffix(1);
  return std::string(line);
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* user) {
  Try& t = *static_cast<Try*>(user);
  const std::string_view line(data, size);
  if (line.starts_with("HTTP/")) {  // of a redirect before, or of the answer itself
    t.etag.clear(), t.date.clear(), t.range.clear();
    t.length = 0;
    const std::size_t blank = line.find(' ');
    t.status =
        static_cast<long>(blank == line.npos ? 0 : whole_number(line.substr(blank + 1, 3)).value_or(0));
  }
  if (const std::string v = value_of(line, "etag"); !v.empty()) t.etag = v;
  if (const std::string v = value_of(line, "last-modified"); !v.empty()) t.date = v;
  if (const std::string v = value_of(line, "content-range"); !v.empty()) t.range = v;
  if (const std::string v = value_of(line, "content-length"); !v.empty())
    t.length = whole_number(v).value_or(0);
  return size;
}

/// `bytes 100-199/200`: whether it begins where it was asked to, and how long the whole is.
std::optional<std::uint64_t> total_of_range(const Try& t) {
  const std::string begin = fmt::format("bytes {}-", t.asked_from);
  const std::size_t slash = t.range.rfind('/');
  if (!t.range.starts_with(begin) || slash == std::string::npos) return std::nullopt;
  return whole_number(std::string_view(t.range).substr(slash + 1));
}

/// The first bytes of a body: is it the file, from where, and may it be as large?
bool begin_body(Try& t) {
  std::uint64_t total = t.length;
  if (t.status == 206) {
    const auto of_range = total_of_range(t);
    t.bad_range = !of_range || (t.file.total() != 0 && *of_range != t.file.total());
    if (t.bad_range) return false;
    total = *of_range;
  } else if (!t.file.begin_anew()) {
    t.unwritable = true;
    return false;
  }
  t.too_large = total > t.limits.most_bytes;
  if (t.too_large) return false;
  // Only a strong tag, or the date, may say that a part still fits.
  const std::string validator = !t.etag.empty() && !t.etag.starts_with("W/") ? t.etag : t.date;
  t.begun = t.file.identify(validator, total);
  t.unwritable = !t.begun;
  return t.begun;
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* user) {
  Try& t = *static_cast<Try*>(user);
  if (t.status != 200 && t.status != 206) return size;  // the page that explains an error
  if (!t.begun && !begin_body(t)) return CURL_WRITEFUNC_ERROR;
  t.too_large = t.file.have() + size > t.limits.most_bytes;
  if (t.too_large) return CURL_WRITEFUNC_ERROR;
  t.unwritable = !t.file.append(data, size);
  return t.unwritable ? CURL_WRITEFUNC_ERROR : size;
}

int show_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const Try& t = *static_cast<const Try*>(user);
  if (t.watch.progress) t.watch.progress(t.file.have(), t.file.total());
  return t.watch.stop && t.watch.stop() ? 1 : 0;
}

struct Free {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

void set_up(CURL* handle, const std::string& url, const DownloadLimits& limits, Try& t) {
  const char* allowed = url.starts_with("https:") ? "https" : "http,https";
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, allowed);
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(handle, CURLOPT_MAXREDIRS, 5L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits.connect_s));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1000L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.stall_s));
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "cupola");
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &t);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &t);
  curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, show_progress);
  curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &t);
}

CURLcode perform(const std::string& url, const DownloadLimits& limits, Try& t, std::string& why) {
  const std::unique_ptr<CURL, Free> handle(curl_easy_init());
  if (!handle) return CURLE_FAILED_INIT;
  char error[CURL_ERROR_SIZE] = {};
  set_up(handle.get(), url, limits, t);
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, error);
  std::unique_ptr<curl_slist, Free> headers;
  const std::string range = fmt::format("{}-", t.asked_from);
  if (t.asked_from > 0) {
    curl_easy_setopt(handle.get(), CURLOPT_RANGE, range.c_str());
    if (!t.file.validator().empty())
      headers.reset(curl_slist_append(nullptr, ("If-Range: " + t.file.validator()).c_str()));
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  }
  const CURLcode code = curl_easy_perform(handle.get());
  why = error[0] != '\0' ? error : curl_easy_strerror(code);
  return code;
}

/// How a try ended; nothing: it may be tried again.
std::optional<End> end_of(CURLcode code, const Try& t, Download& d) {
  if (code == CURLE_ABORTED_BY_CALLBACK) return End::interrupted;
  if (t.unwritable) return d.why = "cannot be written: check the folder and the space left", End::unwritable;
  if (t.too_large)
    return d.why = fmt::format("the server's file is larger than {} bytes", t.limits.most_bytes),
           End::refused;
  if (t.bad_range) return d.why = "the server went on with another file than it began with", std::nullopt;
  if (code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
      code == CURLE_COULDNT_RESOLVE_PROXY)
    return End::unreachable;
  const bool broken_off = code == CURLE_PARTIAL_FILE || code == CURLE_RECV_ERROR ||
                          code == CURLE_SEND_ERROR || code == CURLE_GOT_NOTHING ||
                          code == CURLE_OPERATION_TIMEDOUT || code == CURLE_HTTP2 ||
                          code == CURLE_HTTP2_STREAM;
  if (broken_off) return std::nullopt;
  if (code != CURLE_OK) return End::refused;
  if (t.status == 404 || t.status == 410) return d.why = "the server has no such file", End::absent;
  if (t.status == 416) return d.why = "the server's file is shorter than what came of it", std::nullopt;
  if (t.status >= 500 || t.status == 429 || t.status == 408)
    return d.why = fmt::format("the server answers {}", t.status), std::nullopt;
  if (t.status != 200 && t.status != 206)
    return d.why = fmt::format("the server answers {}", t.status), End::refused;
  if (t.file.total() != 0 && t.file.have() != t.file.total())
    return d.why = fmt::format("{} of {} bytes came", t.file.have(), t.file.total()), std::nullopt;
  if (t.file.have() == 0) return d.why = "the server's file is empty", End::refused;
  return End::whole;
}

/// Waits, in steps short enough to be stopped; false where it was.
bool pause(int milliseconds, const DownloadWatch& watch) {
  for (int waited = 0; waited < milliseconds; waited += 50) {
    if (watch.stop && watch.stop()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return true;
}

}  // namespace

Download download(const std::string& url, const std::string& path, const DownloadLimits& limits,
                  const DownloadWatch& watch) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  Download d;
  if (ready != CURLE_OK || !(url.starts_with("http://") || url.starts_with("https://"))) {
    d.end = End::refused;
    d.why = "the address is neither http:// nor https://";
    return d;
  }
  std::error_code none;
  if (std::filesystem::is_regular_file(path, none)) {
    d.end = End::whole;
    d.bytes = d.had = std::filesystem::file_size(path, none);
    d.content_hash = hash_of_file(path);
    return d;
  }
  PartialFile file(path, url);
  d.had = file.have();
  int left = limits.tries, pause_ms = limits.first_pause_ms;
  for (;;) {
    Try t{file, limits, watch, file.have()};
    // Already all there: the last time ended between the last byte and the rename.
    std::optional<End> end = End::whole;
    if (file.total() == 0 || file.have() < file.total()) end = end_of(perform(url, limits, t, d.why), t, d);
    if (t.bad_range || t.status == 416) file.discard();
    if (end == End::whole && !file.finish(d.content_hash)) end = End::unwritable, d.why = "cannot be written";
    if (end == End::refused || end == End::absent) file.discard();
    d.had = t.status == 200 ? 0 : d.had;
    d.bytes = file.have();
    d.end = end.value_or(End::failed);
    if (end) return d;
    // Whoever gets further has all tries again.
    if (file.have() > t.asked_from) left = limits.tries, pause_ms = limits.first_pause_ms;
    if (--left <= 0) return d;
    if (!pause(pause_ms, watch)) return d.end = End::interrupted, d;
    pause_ms *= 2;
  }
}

}  // namespace cupola
