#include "formats/tidy_detections.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>
#include <vector>

#include "core/math.hpp"
#include "core/printable.hpp"

namespace cupola {
namespace {

constexpr std::size_t kEnoughToJudge = 50, kEnoughIfApart = 5;
constexpr double kApart_deg = 1.0;  // a few azimuths of one target lie nearer together

bool earlier(const Detection& a, const Detection& b) {
  return std::tie(a.time.ns, a.row) < std::tie(b.time.ns, b.row);
}

auto measured(const Detection& d) { return std::tie(d.sensor, d.z[0], d.z[1], d.z[2]); }

/// Marks (row below 0) what repeats an earlier row among detections of one time.
std::size_t mark_repetitions(std::span<Detection> at_once, std::vector<Detection*>& order,
                             std::int64_t& first_row) {
  order.clear();
  for (Detection& detection : at_once) order.push_back(&detection);
  std::sort(order.begin(), order.end(), [](const Detection* a, const Detection* b) {
    return std::tuple_cat(measured(*a), std::tie(a->row)) < std::tuple_cat(measured(*b), std::tie(b->row));
  });
  std::size_t count = 0;
  for (std::size_t i = order.size(); i-- > 1;) {
    if (measured(*order[i]) != measured(*order[i - 1])) continue;
    if (first_row < 0 || order[i]->row < first_row) first_row = order[i]->row;
    order[i]->row = -1;
    ++count;
  }
  return count;
}

void drop_repetitions(const std::string& path, DetectionsRead& read) {
  std::vector<Detection>& all = read.set.detections;
  std::vector<Detection*> order;
  std::size_t count = 0;
  std::int64_t first_row = -1;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end) {
    for (end = begin + 1; end < all.size() && all[end].time == all[begin].time;) ++end;
    if (end - begin > 1)
      count += mark_repetitions(std::span(all).subspan(begin, end - begin), order, first_row);
  }
  if (count == 0) return;
  std::erase_if(all, [](const Detection& detection) { return detection.row < 0; });
  read.warnings.push_back(printable(path + ": " + std::to_string(count) +
                                    (count == 1 ? " detection repeats an earlier one exactly and was"
                                                : " detections repeat earlier ones exactly and were") +
                                    " dropped, the first of them row " + std::to_string(first_row)));
}

double most_of(const DetectionsRead& read, std::size_t component) {
  double most = 0.0;
  for (const Detection& d : read.set.detections) most = std::max(most, std::fabs(d.z[component]));
  return most;
}

double least_sd_of(const DetectionsRead& read, std::size_t component) {
  double least = 1e300;
  for (const Detection& d : read.set.detections) least = std::min(least, d.sd[component]);
  return least;
}

constexpr const char* kRadians = "every azimuth lies below 6.2832 degrees: were they radians?";

/// Also where there are few.
bool look_like_radians(const DetectionsRead& read) {
  if (read.set.detections.size() < kEnoughIfApart) return false;
  double least_rad = 1e300;
  for (const Detection& d : read.set.detections) least_rad = std::min(least_rad, d.z[1]);
  const double most_deg = most_of(read, 1) * (180.0 / math::kPi);
  return most_deg < 2.0 * math::kPi + 1e-3 && most_deg - least_rad * (180.0 / math::kPi) > kApart_deg;
}

void doubt_units(const std::string& path, DetectionsRead& read) {
  const auto warn = [&](const std::string& text) { read.warnings.push_back(printable(path + ": " + text)); };
  const bool enough = read.set.detections.size() >= kEnoughToJudge;
  const bool polar = read.set.sensors[0].measures != Measures::east_north;
  if (!enough) {
    if (polar && look_like_radians(read)) warn(kRadians);
    return;
  }
  if (!polar && std::max(most_of(read, 0), most_of(read, 1)) < 1000.0)
    warn("no position is further than 1000 m from the origin: were they kilometres?");
  if (!polar) return;
  const double most_m = most_of(read, 0), azimuth_deg = most_of(read, 1) * (180.0 / math::kPi);
  if (most_m < 1000.0) warn("no range is above 1000 m: were they kilometres?");
  if (most_m > 1e7) warn("a range is above 10 000 km: are they metres?");
  if (azimuth_deg < 2.0 * math::kPi + 1e-3) warn(kRadians);
  if (least_sd_of(read, 1) > math::kPi / 18.0) warn("every azimuth claims more than 10 degrees of error");
  if (least_sd_of(read, 0) > most_m) warn("every range claims an error longer than itself");
}

}  // namespace

void tidy_detections(const std::string& path, DetectionsRead& read) {
  std::vector<Detection>& all = read.set.detections;
  if (!std::is_sorted(all.begin(), all.end(), earlier)) std::sort(all.begin(), all.end(), earlier);
  drop_repetitions(path, read);
  doubt_units(path, read);
}

}  // namespace cupola
