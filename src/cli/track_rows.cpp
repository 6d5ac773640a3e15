#include "cli/track_rows.hpp"

#include <fmt/format.h>

#include <iterator>

namespace cupola {
namespace {

constexpr const char* kPlane[] = {"east", "north", "v_east", "v_north"};
constexpr const char* kSpace[] = {"x", "y", "z", "vx", "vy", "vz"};

}  // namespace

template <int D>
std::string track_header() {
  std::string text = "time_s,track";
  const char* const* names = D == 2 ? kPlane : kSpace;
  for (int i = 0; i < 2 * D; ++i) text += fmt::format(",{}_{}", names[i], i < D ? "m" : "mps");
  for (int i = 0; i < 2 * D; ++i)
    for (int j = i; j < 2 * D; ++j) text += fmt::format(",cov_{}_{}", names[i], names[j]);
  return text + ",turn_rate_rad_s,existence\n";
}

template <int D>
void append_track(std::string& text, Time at, const TrackEstimate<D>& track) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{:.6f},{}", (at - Time{}).seconds(), track.number);
  for (const double x : track.x) fmt::format_to(out, ",{:.4f}", x);
  for (const double c : track.c) fmt::format_to(out, ",{:.6g}", c);
  fmt::format_to(out, ",{:.6f},{:.6f}\n", track.turn_rate_rad_s, track.existence);
}

template <int D>
void add_track(Digest& digest, Time at, const TrackEstimate<D>& track) {
  digest.add(at.ns);
  digest.add(track.number);
  for (const double x : track.x) digest.add(x);
  for (const double c : track.c) digest.add(c);
  digest.add(track.turn_rate_rad_s);
  digest.add(track.existence);
}

template std::string track_header<2>();
template std::string track_header<3>();
template void append_track<2>(std::string&, Time, const TrackEstimate<2>&);
template void append_track<3>(std::string&, Time, const TrackEstimate<3>&);
template void add_track<2>(Digest&, Time, const TrackEstimate<2>&);
template void add_track<3>(Digest&, Time, const TrackEstimate<3>&);

}  // namespace cupola
