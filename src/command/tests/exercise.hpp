#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "command/post.hpp"
#include "command/tests/proving_ground.hpp"
#include "core/random.hpp"

namespace cupola::testing {

/// A target of an exercise: straight flight from its start until it is broken up.
struct Flight {
  Vec3 p_ecef_m, v_ecef_m_s;
  Time start{0};
  IffReply answer = IffReply::silence;
  Time end = kNever;  ///< of its way
  Time broken_up = kNever;
  int rounds_met = 0;

  Vec3 at(Time t) const { return p_ecef_m + (t - start).seconds() * v_ecef_m_s; }
  bool present(Time t) const { return t >= start && t < end && t < broken_up; }
};

/// Posts played with scripted targets: makes their plots, carries their messages without delay, lets rounds
/// fly as ordered and shows the guidance radar what comes of it. Knows no more than the script; takes down
/// what the posts do.
class Exercise {
 public:
  explicit Exercise(std::vector<OrderOfBattle> posts) : own_(std::move(posts)) {
    for (const OrderOfBattle& own : own_) posts_.emplace_back(own);
    for (const OrderOfBattle& own : own_)
      for (const KnownRadar& radar : own.radars) radars_.push_back({radar, own.self, {}, {}});
  }

  std::vector<Flight> flights;
  /// Whether a round that meets its target breaks it up; by flight and the number of rounds that met it
  /// before.
  std::function<bool(std::size_t, int)> breaks_up = [](std::size_t, int) { return true; };
  /// What the guidance radar makes of it.
  std::function<EndGame(std::size_t, bool)> sees = [](std::size_t, bool broken) {
    return broken ? EndGame::broke_up : EndGame::intact;
  };
  std::function<bool(const Order&)> leaves = [](const Order&) {
    return true;
  };  ///< whether a round leaves its launcher
  bool radars_turn = true;  ///< when told to
  std::function<bool(RadarId)> radiates = [](RadarId) { return true; };
  /// Whether a look at a flight gives a plot; `dedicated`: a dwell on a cue.
  std::function<bool(std::size_t, bool)> detects = [](std::size_t, bool) { return true; };
  double step_s = 0.25;
  std::function<void(const Envelope&)> listener;
  std::function<bool(const Envelope&)> arrives = [](const Envelope&) { return true; };

  struct Said {
    Time time;
    PostId post;
    Decision decision;
  };
  std::vector<Envelope> sent;
  std::vector<Said> said;

  Time now() const { return now_; }
  int most_rounds_in_flight = 0;

  void run(double until_s) {
    const Duration step = Duration::seconds(step_s);
    for (; now_ <= Time{0} + Duration::seconds(until_s); now_ = now_ + step) {
      end_rounds();
      for (RadarInUse& radar : radars_) look(radar);
      for (std::size_t i = 0; i < posts_.size(); ++i)
        if (due(own_[i].decision_period_s)) decide(i);
    }
  }

  template <class Body>
  std::vector<Body> all() const {
    std::vector<Body> found;
    for (const Envelope& envelope : sent)
      if (const Body* body = std::get_if<Body>(&envelope.body)) found.push_back(*body);
    return found;
  }
  std::vector<Order> orders(OrderKind kind) const {
    std::vector<Order> found;
    for (const Order& order : all<Order>())
      if (order.kind == kind) found.push_back(order);
    return found;
  }
  bool was_said(DecisionVerdict verdict, PostId post = PostId{0}) const {
    return std::any_of(said.begin(), said.end(),
                       [=](const Said& s) { return s.post == post && s.decision.verdict == verdict; });
  }

 private:
  struct SeenEnd {
    TrackNumber track;
    std::size_t flight;
    EndGame end_game;
  };
  struct RadarInUse {
    KnownRadar known;
    PostId post;
    std::vector<Cue> cues;
    std::vector<SeenEnd> ends;
  };
  struct RoundInFlight {
    InterceptorId id;
    Order order;
    Time end;
    Vec3 p_target_ecef_m;
    bool over = false;
  };

  bool due(double period_s) const { return now_.ns % Duration::seconds(period_s).ns == 0; }

  Plot plot_of(const RadarInUse& radar, const Flight& flight) {
    Draws draws(ReplicateKey::of(7, 0), stream_key(Purpose::measurement_noise, radar.known.id.value),
                plots_made_++);
    const double noise_range = draws.normal();
    const double noise_azimuth = draws.normal();
    const double noise_elevation = draws.normal();
    const Polar polar = polar_from_enu(radar.known.frame.enu_from_ecef(flight.at(now_)));
    Plot plot;
    plot.radar = radar.known.id;
    plot.time = now_;
    plot.range_sd_m = 15.0;
    plot.azimuth_sd_rad = plot.elevation_sd_rad = 3e-4;
    plot.range_m = polar.range_m + noise_range * plot.range_sd_m;
    plot.azimuth_rad = polar.azimuth_rad + noise_azimuth * plot.azimuth_sd_rad;
    if (plot.azimuth_rad < 0.0) plot.azimuth_rad += 2.0 * math::kPi;
    if (plot.azimuth_rad >= 2.0 * math::kPi) plot.azimuth_rad -= 2.0 * math::kPi;
    plot.elevation_rad = polar.elevation_rad + noise_elevation * plot.elevation_sd_rad;
    plot.iff = radar.known.type.interrogator == Interrogator::none ? IffReply::not_asked : flight.answer;
    return plot;
  }

  bool faces(const RadarInUse& radar, const Flight& flight) const {
    const double reach_m = radar.known.type.instrumented_range_m;
    if (reach_m > 0.0 && norm(flight.at(now_) - radar.known.frame.origin_ecef_m) > reach_m) return false;
    const double width = radar.known.type.sector_width_rad;
    if (radar.known.type.scan == ScanKind::rotating || width >= 2.0 * math::kPi) return true;
    const Polar polar = polar_from_enu(radar.known.frame.enu_from_ecef(flight.at(now_)));
    return std::fabs(math::wrap_pi(polar.azimuth_rad - radar.known.sector_centre_rad)) <= 0.5 * width;
  }

  void look(RadarInUse& radar) {
    if (!radiates(radar.known.id)) return;
    if (due(radar.known.book.look_interval_s)) search(radar);
    if (due(radar.known.book.track_interval_s) && !radar.cues.empty()) dwell(radar);
  }

  void search(RadarInUse& radar) {
    PlotBatch batch;
    batch.radar = radar.known.id;
    batch.begin = now_ - Duration::seconds(radar.known.book.look_interval_s);
    batch.end = now_;
    batch.scan = scans_++;
    const double width = std::min(double{radar.known.type.sector_width_rad}, 2.0 * math::kPi);
    const double begin = radar.known.sector_centre_rad - 0.5 * width;
    batch.azimuth_begin_rad = begin < 0.0 ? begin + 2.0 * math::kPi : begin;
    batch.azimuth_width_rad = width;
    for (std::size_t i = 0; i < flights.size(); ++i)
      if (flights[i].present(now_) && faces(radar, flights[i]) && detects(i, false))
        batch.plots.push_back(plot_of(radar, flights[i]));
    deliver({{AddressKind::radar, radar.known.id.value}, {AddressKind::post, radar.post.value}, now_, batch});
  }

  void dwell(RadarInUse& radar) {
    PlotBatch batch;
    batch.radar = radar.known.id;
    batch.begin = now_ - Duration::seconds(radar.known.book.track_interval_s);
    batch.end = now_;
    batch.scan = scans_++;
    batch.dedicated = true;
    for (const Cue& cue : radar.cues) {
      batch.cued.push_back(cue.track);
      const Vec3 expected = cue.p_ecef_m + (now_ - cue.time).seconds() * cue.v_ecef_m_s;
      for (std::size_t i = 0; i < flights.size(); ++i) {
        const auto end = std::find_if(radar.ends.begin(), radar.ends.end(), [&](const SeenEnd& e) {
          return e.flight == i && e.track == cue.track;
        });
        const bool seen_ending = end != radar.ends.end();
        if (!(flights[i].present(now_) || seen_ending) || !faces(radar, flights[i])) continue;
        if (norm(flights[i].at(now_) - expected) > 3'000.0 || !detects(i, true)) continue;
        Plot plot = plot_of(radar, flights[i]);
        plot.dedicated = true;
        if (seen_ending) {
          plot.end_game = end->end_game;
          radar.ends.erase(end);
        }
        batch.plots.push_back(plot);
      }
    }
    deliver({{AddressKind::radar, radar.known.id.value}, {AddressKind::post, radar.post.value}, now_, batch});
  }

  void decide(std::size_t i) {
    std::vector<Envelope> out;
    posts_[i].decide(now_, out);
    for (const Decision& decision : posts_[i].decisions()) said.push_back({now_, own_[i].self, decision});
    for (const Envelope& envelope : out) {
      sent.push_back(envelope);
      if (listener) listener(envelope);
      if (arrives(envelope)) deliver(envelope);
    }
  }

  void deliver(const Envelope& envelope) {
    switch (envelope.to.kind) {
      case AddressKind::post:
        posts_[envelope.to.id].receive(now_, envelope.body);
        break;
      case AddressKind::radar:
        obey(envelope);
        break;
      case AddressKind::fire_unit:
        launch(std::get<Order>(envelope.body));
        break;
      case AddressKind::interceptor: {
        const Uplink& uplink = std::get<Uplink>(envelope.body);
        RoundInFlight& round = rounds_[uplink.interceptor.index()];
        round.p_target_ecef_m = uplink.p_ecef_m + (round.end - uplink.time).seconds() * uplink.v_ecef_m_s;
        break;
      }
    }
  }

  void obey(const Envelope& envelope) {
    for (RadarInUse& radar : radars_) {
      if (radar.known.id.value != envelope.to.id) continue;
      if (const auto* cue = std::get_if<Cue>(&envelope.body)) {
        std::erase_if(radar.cues, [cue](const Cue& c) { return c.track == cue->track; });
        if (!cue->cancel) radar.cues.push_back(*cue);
      } else if (const auto* turn = std::get_if<EmissionOrder>(&envelope.body);
                 turn && turn->turn && radars_turn) {
        radar.known.sector_centre_rad = turn->sector_centre_rad;
      }
    }
  }

  void launch(const Order& order) {
    const bool left = leaves(order);
    RoundInFlight round;
    round.id = InterceptorId{static_cast<std::uint32_t>(rounds_.size())};
    round.order = order;
    round.end = order.launch_time + Duration::seconds(order.time_of_flight_s);
    round.p_target_ecef_m = order.aim_ecef_m;
    if (left) rounds_.push_back(round);
    Status status;
    status.kind = StatusKind::launched;
    status.time = order.launch_time;
    status.fire_unit = order.fire_unit;
    status.launcher = order.launcher;
    status.weapon = order.weapon;
    status.interceptor = left ? round.id : InterceptorId{};
    status.track = order.track.number;
    status.up = left;
    deliver({{AddressKind::fire_unit, order.fire_unit.value}, post_of(order), now_, status});
    const auto flying =
        std::count_if(rounds_.begin(), rounds_.end(), [](const RoundInFlight& r) { return !r.over; });
    most_rounds_in_flight = std::max(most_rounds_in_flight, static_cast<int>(flying));
  }

  Address post_of(const Order& order) const { return {AddressKind::post, order.from.value}; }

  void end_rounds() {
    for (RoundInFlight& round : rounds_) {
      if (round.over || round.end > now_) continue;
      round.over = true;
      meet(round);
      Status status;
      status.kind = StatusKind::round_ended;
      status.time = round.end;
      status.fire_unit = round.order.fire_unit;
      status.weapon = round.order.weapon;
      status.interceptor = round.id;
      status.track = round.order.track.number;
      deliver({{AddressKind::interceptor, round.id.value}, post_of(round.order), now_, status});
    }
  }

  void meet(const RoundInFlight& round) {
    for (std::size_t i = 0; i < flights.size(); ++i) {
      Flight& flight = flights[i];
      if (!flight.present(round.end) || norm(flight.at(round.end) - round.p_target_ecef_m) > 1'000.0)
        continue;
      const bool broken = breaks_up(i, flight.rounds_met++);
      if (broken) flight.broken_up = round.end;
      for (RadarInUse& radar : radars_)
        if (radar.post.value == round.order.from.value) {
          const EndGame seen = sees(i, broken);
          if (seen != EndGame::nothing) radar.ends.push_back({round.order.track.number, i, seen});
        }
      return;
    }
  }

  std::vector<OrderOfBattle> own_;
  std::vector<Post> posts_;
  std::vector<RadarInUse> radars_;
  std::vector<RoundInFlight> rounds_;
  Time now_{0};
  std::uint64_t plots_made_ = 0;
  std::uint32_t scans_ = 0;
};

/// A fast low target that comes straight at the site.
inline Flight inbound(double azimuth_rad, double range_m, double height_m = 600.0, double speed_m_s = 250.0,
                      double start_s = 0.0) {
  Flight flight;
  flight.p_ecef_m = over_ground(range_m * math::sin(azimuth_rad), range_m * math::cos(azimuth_rad), height_m);
  const Vec3 towards = over_ground(0.0, 0.0, height_m) - flight.p_ecef_m;
  flight.v_ecef_m_s = (speed_m_s / norm(towards)) * towards;
  flight.start = Time{0} + Duration::seconds(start_s);
  flight.end = flight.start + Duration::seconds(norm(towards) / speed_m_s);
  return flight;
}

}  // namespace cupola::testing
