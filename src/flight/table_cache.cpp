#include "flight/table_cache.hpp"

#include <unistd.h>
#include <xxhash.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "core/math.hpp"
#include "flight/flyout.hpp"
#include "flight/guided_step.hpp"

namespace cupola {
namespace {

constexpr std::uint32_t kFormat = 5;
constexpr char kMagic[8] = {'C', 'U', 'P', 'O', 'L', 'A', 'F', 'T'};

struct Header {
  char magic[8];
  std::uint32_t format, range_count, height_count, reserved;
  std::uint64_t key_high, key_low;
  double strips_per_m, rows_per_m, end_m, top_m;
};

/// Times, speeds and misses of three flights: they change with anything in the law.
void add_probe_flights(const InterceptorType& type, double launch_msl_m, std::vector<double>& numbers) {
  const FlyoutLaw law(type, 0.0);
  const LocalFrame frame = LocalFrame::at({40.0 * math::kPi / 180.0, 0.0, launch_msl_m});
  for (const double share : {0.2, 0.5, 0.9}) {
    const Vec3 aim =
        point_over_ground_ecef_m(frame, 0.0, 1.0, share * type.range_max_m, 0.4 * type.altitude_max_m);
    const Arrival a =
        fly_to(law, law.at_launch(frame.origin_ecef_m, aim), aim, type.end_speed_m_s, type.life_s, 0.5);
    for (const double number : {a.time_s, a.speed_m_s, a.miss_m}) numbers.push_back(number);
  }
}

std::string cache_folder() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  if (cache && cache[0] == '/') return std::string(cache) + "/cupola";
  const char* home = std::getenv("HOME");
  if (home && home[0] == '/') return std::string(home) + "/.cache/cupola";
  return {};
}

std::string bytes_of(const FlyoutTable& table, const TableKey& key) {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.format = kFormat;
  header.range_count = static_cast<std::uint32_t>(table.range_count);
  header.height_count = static_cast<std::uint32_t>(table.height_count);
  header.key_high = key.high;
  header.key_low = key.low;
  header.strips_per_m = table.strips_per_m;
  header.rows_per_m = table.rows_per_m;
  header.end_m = table.end_m;
  header.top_m = table.top_m;
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
  for (const std::vector<float>* values : {&table.strips, &table.time_s, &table.speed_m_s})
    bytes.append(reinterpret_cast<const char*>(values->data()), values->size() * sizeof(float));
  const std::uint64_t digest = XXH3_64bits(bytes.data(), bytes.size());
  bytes.append(reinterpret_cast<const char*>(&digest), sizeof digest);
  return bytes;
}

std::optional<std::string> read_all(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string bytes;
  char buffer[1 << 14];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, file)) > 0;) bytes.append(buffer, n);
  std::fclose(file);
  return bytes;
}

/// The table in `bytes`, or nothing unless every byte is as it was written for this key.
std::optional<FlyoutTable> table_of(const std::string& bytes, const TableKey& key) {
  constexpr std::size_t cells = kFlyoutRanges * kFlyoutHeights;
  constexpr std::size_t strips = 4 * (kFlyoutStrips * (kFlyoutRanges - 1) + 1);
  constexpr std::size_t body = sizeof(Header) + (strips + 2 * cells) * sizeof(float);
  if (bytes.size() != body + sizeof(std::uint64_t)) return std::nullopt;
  Header header;
  std::uint64_t digest;
  std::memcpy(&header, bytes.data(), sizeof header);
  std::memcpy(&digest, bytes.data() + body, sizeof digest);
  if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0 || header.format != kFormat ||
      header.range_count != kFlyoutRanges || header.height_count != kFlyoutHeights ||
      header.key_high != key.high || header.key_low != key.low || digest != XXH3_64bits(bytes.data(), body))
    return std::nullopt;

  FlyoutTable table;
  table.strips_per_m = header.strips_per_m;
  table.rows_per_m = header.rows_per_m;
  table.end_m = header.end_m;
  table.top_m = header.top_m;
  table.range_count = kFlyoutRanges;
  table.height_count = kFlyoutHeights;
  const char* from = bytes.data() + sizeof header;
  for (const auto& [values, count] :
       {std::pair(&table.strips, strips), {&table.time_s, cells}, {&table.speed_m_s, cells}}) {
    values->resize(count);
    std::memcpy(values->data(), from, count * sizeof(float));
    from += count * sizeof(float);
  }
  table.fastest_m_s = fastest_way_m_s(table);
  return table;
}

/// Under another name first, so that nobody ever reads half a table. A failure only costs time later.
void write_all(const std::string& path, const std::string& bytes) {
  static std::atomic<unsigned> serial{0};
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  if (error) return;
  const std::string draft = path + "." + std::to_string(getpid()) + "." + std::to_string(serial++);
  std::FILE* file = std::fopen(draft.c_str(), "wb");
  if (!file) return;
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = std::fclose(file) == 0;
  if (!written || !closed || std::rename(draft.c_str(), path.c_str()) != 0) std::remove(draft.c_str());
}

FlyoutTable from_disk_or_flown(const InterceptorType& type, double launch_msl_m, const TableKey& key) {
  const std::string path = table_path(key);
  if (!path.empty())
    if (const std::optional<std::string> bytes = read_all(path))
      if (const std::optional<FlyoutTable> table = table_of(*bytes, key)) return *table;
  FlyoutTable table = fly_table(type, launch_msl_m);
  if (!path.empty()) write_all(path, bytes_of(table, key));
  return table;
}

}  // namespace

TableKey table_key(const InterceptorType& type, double launch_msl_m) {
  std::vector<double> numbers = {launch_msl_m,
                                 static_cast<double>(kFlyoutRanges),
                                 static_cast<double>(kFlyoutHeights),
                                 static_cast<double>(kFlyoutStrips),
                                 type.range_min_m,
                                 type.altitude_min_m,
                                 static_cast<double>(kFormat),
                                 guided_step_s(0.0),
                                 guided_step_s(1.0),
                                 guided_step_s(10.0),
                                 kFlyoutBeyond_m_s,
                                 kFlyoutMargin,
                                 type.range_max_m,
                                 type.range_max_ballistic_m,
                                 type.altitude_max_m,
                                 type.launch_mass_kg,
                                 type.diameter_m,
                                 type.boost_time_s,
                                 type.boost_propellant_kg,
                                 type.sustain_time_s,
                                 type.sustain_propellant_kg,
                                 type.specific_impulse_s,
                                 type.drag_scale,
                                 type.lateral_limit_m_s2,
                                 type.lift_coefficient_max,
                                 type.life_s,
                                 type.end_speed_m_s};
  for (const auto& [range_m, angle_rad] : type.loft) {
    numbers.push_back(range_m);
    numbers.push_back(angle_rad);
  }
  add_probe_flights(type, launch_msl_m, numbers);
  const XXH128_hash_t digest = XXH3_128bits(numbers.data(), numbers.size() * sizeof(double));
  return {digest.high64, digest.low64};
}

std::string table_path(const TableKey& key) {
  const std::string folder = cache_folder();
  if (folder.empty()) return {};
  char name[64];
  std::snprintf(name, sizeof name, "/flyout-%016llx%016llx.bin", static_cast<unsigned long long>(key.high),
                static_cast<unsigned long long>(key.low));
  return folder + name;
}

FlyoutTable stored_table(const InterceptorType& type, double launch_msl_m) {
  return from_disk_or_flown(type, launch_msl_m, table_key(type, launch_msl_m));
}

FlyoutTable cached_table(const InterceptorType& type, double launch_msl_m) {
  static std::mutex mutex;
  static std::map<TableKey, FlyoutTable> known;
  const TableKey key = table_key(type, launch_msl_m);
  const std::lock_guard lock(mutex);
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  return known.emplace(key, from_disk_or_flown(type, launch_msl_m, key)).first->second;
}

}  // namespace cupola
