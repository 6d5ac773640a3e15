#pragma once

#include <bit>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "messages/envelope.hpp"

namespace cupola::testing {

/// Everything a message says, bit for bit. Each field of each struct is taken apart by name: one more field,
/// and this no longer compiles.
class MessageBits {
 public:
  explicit MessageBits(const Envelope& envelope) {
    const auto& [from, to, sent, body] = envelope;
    add_all(from, to, sent, body.index());
    std::visit([this](const auto& message) { add(message); }, body);
  }
  bool operator==(const MessageBits&) const = default;

 private:
  template <class... Parts>
  void add_all(const Parts&... parts) {
    (add(parts), ...);
  }
  template <class Number>
    requires(std::is_integral_v<Number> || std::is_enum_v<Number>)
  void add(Number number) {
    words_.push_back(static_cast<std::uint64_t>(number));
  }
  void add(double number) { words_.push_back(std::bit_cast<std::uint64_t>(number)); }
  void add(Time t) { add(t.ns); }
  template <class Kind>
  void add(Id<Kind> id) {
    add(id.value);
  }
  template <int Rows, int Cols>
  void add(const Matrix<Rows, Cols>& matrix) {
    for (const double number : matrix.m) add(number);
  }
  template <class Item>
  void add(const std::vector<Item>& items) {
    add(items.size());
    for (const Item& item : items) add(item);
  }
  void add(const Vec3& v) {
    const auto& [x, y, z] = v;
    add_all(x, y, z);
  }
  void add(const Address& address) {
    const auto& [kind, id] = address;
    add_all(kind, id);
  }
  void add(const Plot& plot) {
    const auto& [radar, time, range, azimuth, elevation, range_sd, azimuth_sd, elevation_sd, dedicated, iff,
                 end_game, p_radar] = plot;
    add_all(radar, time, range, azimuth, elevation, range_sd, azimuth_sd, elevation_sd, dedicated, iff,
            end_game, p_radar);
  }
  void add(const Bearing& bearing) {
    const auto& [radar, time, azimuth, azimuth_sd, has_elevation, elevation, elevation_sd, emitter] = bearing;
    add_all(radar, time, azimuth, azimuth_sd, has_elevation, elevation, elevation_sd, emitter);
  }
  void add(const PlotBatch& batch) {
    const auto& [radar, begin, end, scan, dedicated, azimuth_begin, azimuth_width, faces, moves, p_radar,
                 cued, plots, bearings] = batch;
    add_all(radar, begin, end, scan, dedicated, azimuth_begin, azimuth_width, faces, moves, p_radar, cued,
            plots, bearings);
  }
  void add(const Track& track) {
    const auto& [number, owner, time, p, v, covariance, confirmed, category, word] = track;
    add_all(number, owner, time, p, v, covariance, confirmed, category, word);
  }
  void add(const TrackOrigin& origin) {
    const auto& [post, number, newest] = origin;
    add_all(post, number, newest);
  }
  void add(const FusedTrack& fused) {
    const auto& [track, origins] = fused;
    add_all(track, origins);
  }
  void add(const Cue& cue) {
    const auto& [radar, track, time, p, v, position_sd, cancel] = cue;
    add_all(radar, track, time, p, v, position_sd, cancel);
  }
  void add(const Order& order) {
    const auto& [kind, number, from, fire_unit, track, weapon, rounds, reaction_from, state, launch_time,
                 launcher, aim, flight, salvos_before, rounds_kept, self_defence, salvo, origins] = order;
    add_all(kind, number, from, fire_unit, track, weapon, rounds, reaction_from, state, launch_time, launcher,
            aim, flight, salvos_before, rounds_kept, self_defence, salvo, origins);
  }
  void add(const Uplink& uplink) {
    const auto& [interceptor, time, p, v] = uplink;
    add_all(interceptor, time, p, v);
  }
  void add(const EmissionOrder& order) {
    const auto& [radar, radiate, turn, sector_centre] = order;
    add_all(radar, radiate, turn, sector_centre);
  }
  void add(const ReadinessOrder& order) {
    const auto& [radar, state, from] = order;
    add_all(radar, state, from);
  }
  void add(const Status& status) {
    const auto& [kind, time, fire_unit, radar, launcher, moved_from, weapon, interceptor, track, rounds,
                 targets_free, missiles_free, up, lost, crew_delay, sector_centre, until] = status;
    add_all(kind, time, fire_unit, radar, launcher, moved_from, weapon, interceptor, track, rounds,
            targets_free, missiles_free, up, lost, crew_delay, sector_centre, until);
  }
  void add(const Assessment& assessment) {
    const auto& [from, fire_unit, track, verdict, time, salvos] = assessment;
    add_all(from, fire_unit, track, verdict, time, salvos);
  }

  std::vector<std::uint64_t> words_;
};

}  // namespace cupola::testing
