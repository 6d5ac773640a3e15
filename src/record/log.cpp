#include "record/log.hpp"

#include "messages/track_number.hpp"

namespace cupola {

namespace {

/// A row under way to the digest. Numbers enter by their bits, names by their keys.
class Words : public RowDigest::Row {
 public:
  using Row::add, Row::Row;
  /// A track by the names of its post and its radar: their numbers depend on who else is there.
  void add_track(const Names& names, TrackNumber number) {
    const TrackBirth birth = track_birth(number);
    add(number == 0 ? std::uint64_t{0} : names.posts.key(birth.owner.value));
    add(number == 0 ? std::uint64_t{0} : names.radars.key(birth.radar.value));
    add(number & kTrackNumberWithoutNames);
  }
  void add(Time t, Time start) { add(static_cast<std::uint64_t>((t - start).ns)); }
};

std::uint64_t word(auto small) { return static_cast<std::uint64_t>(small); }

}  // namespace

Log::Log(const Names& names, Time start, bool keep_rows)
    : names_(&names), start_(start), keep_rows_(keep_rows) {}

void Log::add(const PlotRow& r) {
  Words w(digest_, 1);
  w.add(r.time, start_);
  w.add(names_->radars.key(r.radar.value));
  w.add(r.range_m);
  w.add(r.azimuth_rad);
  w.add(r.elevation_rad);
  w.add(word(r.iff) << 8 | word(r.end_game));
  if (keep_rows_) plots.push_back(r);
}

void Log::add(const TrackRow& r) {
  Words w(digest_, 2);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.post.value));
  w.add_track(*names_, r.track);
  w.add(r.p_ecef_m);
  w.add(r.v_ecef_m_s);
  w.add(word(r.confirmed) << 1 | word(r.dropped));
  if (keep_rows_) tracks.push_back(r);
}

void Log::add(const DecisionRow& r) {
  Words w(digest_, 3);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.post.value));
  w.add_track(*names_, r.track);
  w.add(r.hostile_probability);
  w.add(word(r.category) << 8 | word(r.verdict));
  if (keep_rows_) decisions.push_back(r);
}

void Log::add(const OrderRow& r) {
  Words w(digest_, 4);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.from.value));
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add(names_->weapons.key(r.weapon.value));
  w.add_track(*names_, r.track);
  w.add(word(r.kind) << 32 | word(r.rounds));
  if (keep_rows_) orders.push_back(r);
}

void Log::add(const ShotRow& r) {
  Words w(digest_, 5);
  w.add(r.time, start_);
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add(names_->launchers.key(r.launcher.value));
  w.add(names_->weapons.key(r.weapon.value));
  w.add_track(*names_, r.track);
  if (keep_rows_) shots.push_back(r);
}

void Log::add(const RoundRow& r) {
  Words w(digest_, 6);
  w.add(r.time, start_);
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add(names_->weapons.key(r.weapon.value));
  w.add(names_->platforms.key(r.engaged.value));
  w.add(r.p_ecef_m);
  w.add(word(r.cause));
  if (keep_rows_) rounds.push_back(r);
}

void Log::add(const AssessmentRow& r) {
  Words w(digest_, 7);
  w.add(r.time, start_);
  w.add(names_->posts.key(r.post.value));
  w.add(names_->fire_units.key(r.fire_unit.value));
  w.add_track(*names_, r.track);
  w.add(word(r.verdict));
  if (keep_rows_) assessments.push_back(r);
}

void Log::add(const OutcomeRow& r) {
  if (r.touched) {
    Words w(digest_, 8);
    w.add(r.time, start_);
    w.add(names_->platforms.key(r.platform.value));
    w.add(word(r.fate) << 40 | word(r.cause) << 32 | r.contributing);
  }
  if (keep_rows_) outcomes.push_back(r);
}

void Log::add(const BearingRow& r) {
  Words w(digest_, 9);
  w.add(r.time, start_);
  w.add(names_->radars.key(r.radar.value));
  w.add(r.azimuth_rad);
  w.add(r.azimuth_sd_rad);
  w.add(word(r.has_elevation));
  w.add(r.has_elevation ? r.elevation_rad : 0.0);
  if (keep_rows_) bearings.push_back(r);
}

void Log::add(const RegistrationRow& r) {
  if (keep_rows_) registrations.push_back(r);
}

void Log::add(const TruthRow& r) {
  if (keep_rows_) truth.push_back(r);
}

void Log::add(const MoveRow& r) {
  if (keep_rows_) moves.push_back(r);
}

void Log::add(const ReadinessRow& r) {
  if (keep_rows_) readiness.push_back(r);
}

void Log::add(const StrikeRow& r) {
  Words w(digest_, 10);
  w.add(r.time, start_);
  w.add(names_->platforms.key(r.platform.value));
  w.add(word(r.what.kind));
  w.add(table_of(*names_, r.what.kind).key(r.what.id));
  w.add(word(r.way) << 1 | word(r.hit));
  w.add(r.miss_m);
  w.add(r.left);
  if (keep_rows_) strikes.push_back(r);
}

void Log::add(const AssetRow& r) {
  if (r.strikes > 0) {
    Words w(digest_, 11);
    w.add(names_->assets.key(r.asset.value));
    w.add(word(r.strikes) << 32 | word(r.hits));
    w.add(r.left);
  }
  if (keep_rows_) assets.push_back(r);
}

}  // namespace cupola
