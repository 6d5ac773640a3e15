#include "cli/track_rows.hpp"

#include "formats/number_text.hpp"
#include "formats/track_rows.hpp"
#include "record/state_columns.hpp"

namespace cupola {

template <int D>
std::string track_header() {
  return track_file_header(D == 3) + ",turn_rate_rad_s,existence\n";
}

template <int D>
void append_track(std::string& text, Time at, const TrackEstimate<D>& track) {
  append_track_row(text, at, track.number, track.x, track.c);
  text.push_back(',');
  append_fixed(text, track.turn_rate_rad_s, 6);
  text.push_back(',');
  append_fixed(text, track.existence, 6);
  text.push_back('\n');
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
