#include "cli/track_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/number_text.hpp"
#include "formats/track_rows.hpp"
#include "record/state_columns.hpp"

namespace cupola {

namespace {

constexpr std::array<const char*, 2> kRowsAt = {"scan", "plot"};

}  // namespace

NameList names_of(RowsAt) { return kRowsAt; }

template <int D>
TrackRows<D>::TrackRows(std::string path) : out_(std::move(path)) {
  out_.text = track_file_header(D == 3) + ",turn_rate_rad_s,existence\n";
}

template <int D>
void TrackRows<D>::take(const std::vector<TrackAtPlot<D>>& rows) {
  waiting_.insert(waiting_.end(), rows.begin(), rows.end());
}

template <int D>
bool TrackRows<D>::write_before(Time time) {
  const auto key = [](const TrackAtPlot<D>& row) {
    return std::pair(written_us(row.time), row.estimate.number);
  };
  std::stable_sort(waiting_.begin(), waiting_.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  std::size_t at = 0;
  for (; at < waiting_.size() && (time == kNever || key(waiting_[at]).first < written_us(time)); ++at)
    if (at + 1 == waiting_.size() || key(waiting_[at]) != key(waiting_[at + 1]))
      write(waiting_[at].time, waiting_[at].estimate);
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(at));
  return out_.text.size() < ResultStream::kLong || out_.flush();
}

template <int D>
int TrackRows<D>::finish() {
  write_before(kNever);
  return out_.finish();
}

template <int D>
void TrackRows<D>::write(Time time, const TrackEstimate<D>& track) {
  append_track_row(out_.text, time, track.number, track.x, track.c);
  out_.text.push_back(',');
  append_fixed(out_.text, track.turn_rate_rad_s, 6);
  out_.text.push_back(',');
  append_fixed(out_.text, track.existence, 6);
  out_.text.push_back('\n');
  digest_.add(time.ns);
  digest_.add(track.number);
  for (const double x : track.x) digest_.add(x);
  for (const double c : track.c) digest_.add(c);
  digest_.add(track.turn_rate_rad_s);
  digest_.add(track.existence);
  ++count_;
  const auto number = static_cast<std::size_t>(track.number);
  if (number >= has_row_.size()) has_row_.resize(number + 1);
  if (!has_row_[number]) ++tracks_;
  has_row_[number] = true;
}

template class TrackRows<2>;
template class TrackRows<3>;

}  // namespace cupola
