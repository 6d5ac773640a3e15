#include "record/log.hpp"

#include <bit>
#include <cmath>

#include "core/check.hpp"
#include "messages/track_number.hpp"

namespace cupola {

namespace {

/// A row as eight-byte words, hashed in one go. Numbers enter by their bits, names by their keys.
class Words {
 public:
  explicit Words(std::uint64_t row_kind) { add(row_kind); }
  void add(std::uint64_t word) {
    CUPOLA_CHECK(count_ < kMost);
    words_[count_++] = word;
  }
  void add(double number) {
    CUPOLA_CHECK(std::isfinite(number));  // NaN never travels
    add(std::bit_cast<std::uint64_t>(number + 0.0));
  }
  void add(Vec3 v) {
    add(v.x);
    add(v.y);
    add(v.z);
  }
  /// A track by the names of its post and its radar: their numbers depend on who else is there.
  void add_track(const Names& names, TrackNumber number) {
    const TrackBirth birth = track_birth(number);
    add(number == 0 ? 0 : names.posts.key(birth.owner.value));
    add(number == 0 ? 0 : names.radars.key(birth.radar.value));
    add(number & kTrackNumberWithoutNames);
  }
  void add(Time t, Time start) { add(static_cast<std::uint64_t>((t - start).ns)); }
  void into(Digest& digest) const { digest.add_bytes(words_, count_ * sizeof(std::uint64_t)); }

 private:
  static constexpr std::size_t kMost = 16;
  std::uint64_t words_[kMost];
  std::size_t count_ = 0;
};

std::uint64_t word(auto small) { return static_cast<std::uint64_t>(small); }

}  // namespace

Log::Log(const Names& names, Time start, bool keep_rows)
    : names_(&names), start_(start), keep_rows_(keep_rows) {}

void Log::add(const PlotRow& r) {
  Words w(1);
  w.add(r.time, start_);
  w.add(names_->radars.key(r.radar.value));
  w.add(r.range_m);
  w.add(r.azimuth_rad);
  w.add(r.elevation_rad);
  w.add(word(r.iff) << 8 | word(r.end_game));
  w.into(digest_);
  if (keep_rows_) plots.push_back(r);
}

void Log::add(const TrackRow& r) {
  Words w(2);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.post.value));
  w.add_track(*names_, r.track);
  w.add(r.p_ecef_m);
  w.add(r.v_ecef_m_s);
  w.add(word(r.confirmed) << 1 | word(r.dropped));
  w.into(digest_);
  if (keep_rows_) tracks.push_back(r);
}

void Log::add(const DecisionRow& r) {
  Words w(3);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.post.value));
  w.add_track(*names_, r.track);
  w.add(r.hostile_probability);
  w.add(word(r.category) << 8 | word(r.verdict));
  w.into(digest_);
  if (keep_rows_) decisions.push_back(r);
}

void Log::add(const OrderRow& r) {
  Words w(4);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.from.value));
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add(names_->weapons.key(r.weapon.value));
  w.add_track(*names_, r.track);
  w.add(word(r.kind) << 32 | word(r.rounds));
  w.into(digest_);
  if (keep_rows_) orders.push_back(r);
}

void Log::add(const ShotRow& r) {
  Words w(5);
  w.add(r.time, start_);
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add(names_->launchers.key(r.launcher.value));
  w.add(names_->weapons.key(r.weapon.value));
  w.add_track(*names_, r.track);
  w.into(digest_);
  if (keep_rows_) shots.push_back(r);
}

void Log::add(const RoundRow& r) {
  Words w(6);
  w.add(r.time, start_);
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add(names_->weapons.key(r.weapon.value));
  w.add(names_->platforms.key(r.engaged.value));
  w.add(r.p_ecef_m);
  w.add(word(r.cause));
  w.into(digest_);
  if (keep_rows_) rounds.push_back(r);
}

void Log::add(const AssessmentRow& r) {
  Words w(7);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.post.value));
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add_track(*names_, r.track);
  w.add(word(r.verdict));
  w.into(digest_);
  if (keep_rows_) assessments.push_back(r);
}

void Log::add(const OutcomeRow& r) {
  if (r.touched) {
    Words w(8);
    w.add(r.time, start_);
    w.add(names_->platforms.key(r.platform.value));
    w.add(word(r.fate) << 40 | word(r.cause) << 32 | r.contributing);
    w.into(digest_);
  }
  if (keep_rows_) outcomes.push_back(r);
}

void Log::add(const BearingRow& r) {
  Words w(9);
  w.add(r.time, start_);
  w.add(names_->radars.key(r.radar.value));
  w.add(r.azimuth_rad);
  w.add(r.azimuth_sd_rad);
  w.add(word(r.has_elevation));
  w.add(r.has_elevation ? r.elevation_rad : 0.0);
  w.into(digest_);
  if (keep_rows_) bearings.push_back(r);
}

void Log::add(const RegistrationRow& r) {
  if (keep_rows_) registrations.push_back(r);
}

void Log::add(const TruthRow& r) {
  if (keep_rows_) truth.push_back(r);
}

void Log::add(const ReadinessRow& r) {
  if (keep_rows_) readiness.push_back(r);
}

}  // namespace cupola
