#include "analysis/footprint_defence.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/coverage_extent.hpp"
#include "analysis/coverage_track.hpp"
#include "catalogue/fire_rules.hpp"
#include "command/fire_zones.hpp"
#include "command/launch_window.hpp"
#include "core/math.hpp"
#include "engine/known_links.hpp"

namespace cupola {
namespace {

constexpr int kHalvings = 10, kFiner = 8;

/// The least detection probability of a look with which M of N makes a track in N looks as surely as asked.
double pd_for_track(int hits, int looks, double at_least) {
  double low = 0.0, high = 1.0;
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    (initiation_probability(middle, hits, looks, looks) >= at_least ? high : low) = middle;
  }
  return high;
}

std::vector<KnownZone> zones_of(const FireUnitSite& unit) {
  std::vector<KnownZone> zones;
  for (const FireZone& zone : unit.zones) {
    KnownZone& there = zones.emplace_back();
    there = {zone.forbidden, {}, zone.from_rad, zone.width_rad, zone.floor_hae_m, zone.ceiling_hae_m};
    for (const GroundPlace& corner : zone.corners)
      there.corners.emplace_back(corner.latitude_rad, corner.longitude_rad);
  }
  return zones;
}

}  // namespace

FootprintDefence::FootprintDefence(const Scenario& scenario, const std::vector<FlyoutTable>& tables,
                                   const CoverageQuestion& question)
    : scenario_(&scenario),
      ballistic_(scenario.platforms.front().type.target_class == TargetClass::ballistic_missile),
      at_least_(question.at_least),
      reach_(scenario, tables) {
  for (const RadarSite& radar : scenario.radars) {
    const Doctrine& doctrine = scenario.posts[radar.post.index()].doctrine;
    looks_.emplace_back(scenario, radar);
    track_pd_.push_back(looks_with(question, radar)
                            ? pd_for_track(doctrine.initiation_hits, doctrine.initiation_looks, at_least_)
                            : 2.0);  // it sees nobody
    track_s_.push_back(doctrine.initiation_looks * looks_.back().look_interval_s());
  }
  for (const CoverageReach::Shooter& shooter : reach_.shooters()) add(shooter);
}

/// Of the post itself and of those above it whose orders it takes.
std::vector<RadarId> FootprintDefence::heard_by(PostId post) const {
  std::vector<RadarId> all;
  for (PostId at = post; at.valid(); at = scenario_->posts[at.index()].superior)
    for (const RadarId radar : heard_radars(*scenario_, at))
      if (std::find(all.begin(), all.end(), radar) == all.end()) all.push_back(radar);
  return all;
}

void FootprintDefence::add(const CoverageReach::Shooter& reach) {
  const Doctrine& doctrine = scenario_->posts[reach.unit->post.index()].doctrine;
  const RadarType& radar = reach.radar->type;
  Shooter shooter;
  shooter.reach = &reach;
  for (const RadarId id : heard_by(reach.unit->post)) shooter.watchers.push_back(id.index());
  shooter.guide = reach.radar->id.index();
  shooter.needs_radar = !may_fire_on_remote_data(doctrine, *reach.weapon);
  shooter.reaction_s = reaction_s(doctrine);
  const FiringTrack& rule = doctrine.fire.firing_track;
  const double interval_s = radar.dedicated_tracks > 0 ? radar.track_interval_s : radar.search_frame_s;
  shooter.guide_looks_s = std::max(1.0, std::ceil(rule.held_least * rule.looks_asked())) * interval_s;
  shooter.guide_pd = std::max<double>(at_least_, rule.looks_asked() > 0 ? double{rule.held_least} : 0.0);
  shooter.intercept_most_m = doctrine.fire.intercept_most_m;
  shooter.zones = zones_of(*reach.unit);
  shooters_.push_back(std::move(shooter));
}

double FootprintDefence::flight_s(const Shooter& s, const ApproachPoint& point) const {
  if (!point.at.asked) return kNever_s;
  if (s.intercept_most_m > 0.0 && norm(s.reach->frame.enu_from_ecef(point.at.p_ecef_m)) > s.intercept_most_m)
    return kNever_s;
  const double time_s =
      reach_.flight_s(*s.reach, point.at, ballistic_, norm(point.motion.v_ecef_m_s), s.needs_radar);
  if (time_s < 0.0) return kNever_s;
  return zones_allow(s.zones, s.reach->frame, point.at.p_ecef_m) ? time_s : kNever_s;
}

FootprintDefence::View FootprintDefence::view_of(const Shooter& s, const Approach& approach,
                                                 const Scratch& at) const {
  View view;
  view.step_s = approach.longest_s() / (kInstants - 1);
  if (!s.needs_radar) return view;
  view.needed = true;
  const double width_rad = s.reach->radar->type.sector_width_rad;
  view.width_rad = width_rad > 0.0 ? width_rad : 2.0 * math::kPi;
  view.since_s.resize(kInstants);
  view.azimuth_rad.resize(kInstants);
  double since = kNever_s;
  for (int i = kInstants - 1; i >= 0; --i) {
    const CoveragePoint& point = at.points[static_cast<std::size_t>(i)].at;
    const bool viewed = point.asked && reach_.in_view(*s.reach, point);
    since = !viewed ? kNever_s : since >= 0.0 ? since : i * view.step_s;
    view.since_s[static_cast<std::size_t>(i)] = since;
    const Vec3 p_enu_m = s.reach->frame.enu_from_ecef(point.p_ecef_m);
    view.azimuth_rad[static_cast<std::size_t>(i)] = math::atan2(p_enu_m.x, p_enu_m.y);
  }
  return view;
}

double FootprintDefence::led_since_s(const Shooter& s, const View& view, double meeting_s,
                                     double launch_s) const {
  if (!view.needed) return std::numeric_limits<double>::infinity();
  const auto instant = [&](double to_go_s) {
    return static_cast<std::size_t>(
        std::clamp(static_cast<int>(std::ceil(to_go_s / view.step_s)), 0, kInstants - 1));
  };
  const std::size_t launch = instant(launch_s), meeting = instant(meeting_s),
                    order = instant(launch_s + s.reaction_s);
  if (std::fabs(math::wrap_pi(view.azimuth_rad[order] - view.azimuth_rad[meeting])) > view.width_rad)
    return kNever_s;
  const bool semi_active = s.reach->weapon->guidance == GuidanceClass::semi_active;
  const double since_s = view.since_s[semi_active ? meeting : launch];
  // In view from where it is first asked about: who knows it beforehand has had it in view all the time.
  return since_s >= view.step_s * (kInstants - 1) ? std::numeric_limits<double>::infinity() : since_s;
}

/// The last launch that meets it: the least of to_go + flight over the places where it may be met.
FootprintDefence::LastLaunch FootprintDefence::last_launch(const Shooter& s, const Approach& approach,
                                                           const Scratch& at) const {
  const double step_s = approach.longest_s() / (kInstants - 1);
  const View view = view_of(s, approach, at);
  LastLaunch last;
  const auto take = [&](double meeting_s, double flight) {
    if (flight < 0.0) return;
    last.meets = true;
    const double to_go_s = meeting_s + flight;
    if (last.to_go_s >= 0.0 && to_go_s >= last.to_go_s) return;
    const double led_s = led_since_s(s, view, meeting_s, to_go_s) - s.guide_looks_s;
    if (led_s < to_go_s) return;
    last.to_go_s = to_go_s;
    last.led_s = led_s;
  };
  bool before = false;
  for (int i = 0; i < kInstants; ++i) {
    const double flight = flight_s(s, at.points[static_cast<std::size_t>(i)]);
    take(i * step_s, flight);
    const bool may = flight >= 0.0;
    if (may && !before && i > 0) {
      // Where it leaves the allowed places for good, or for a while: the last moment that counts.
      double out_s = (i - 1) * step_s, in_s = i * step_s;
      for (int k = 0; k < kHalvings; ++k) {
        const double middle_s = 0.5 * (out_s + in_s), there = flight_s(s, approach.at(middle_s));
        take(middle_s, there);
        (there >= 0.0 ? in_s : out_s) = middle_s;
      }
    }
    before = may;
  }
  return last;
}

/// Of all instants at which a look detects so surely, the first on its way.
double FootprintDefence::first_seen_s(std::size_t radar, bool turned, double pd_least,
                                      const Approach& approach, Scratch& at) const {
  if (pd_least > 1.0) return kNever_s;
  const auto look = [&](std::size_t count) {
    at.pd.assign(count, 0.0);
    looks_[radar].look(at.motions.data(), count, turned, at.batch, at.pd.data());
  };
  at.motions.clear();
  for (const ApproachPoint& point : at.points) at.motions.push_back(point.motion);
  look(kInstants);
  int last = kInstants - 1;
  while (last >= 0 && !(at.points[static_cast<std::size_t>(last)].at.asked &&
                        at.pd[static_cast<std::size_t>(last)] >= pd_least))
    --last;
  if (last < 0) return kNever_s;
  double step_s = approach.longest_s() / (kInstants - 1), seen_s = last * step_s;
  if (last == kInstants - 1) return seen_s;
  for (int finer = 0; finer < 3; ++finer) {
    step_s /= kFiner;
    at.motions.clear();
    for (int k = 1; k < kFiner; ++k) {
      const ApproachPoint point = approach.at(seen_s + k * step_s);
      at.motions.push_back(point.motion);
    }
    look(kFiner - 1);
    for (int k = kFiner - 1; k >= 1; --k)
      if (at.pd[static_cast<std::size_t>(k - 1)] >= pd_least) {
        seen_s += k * step_s;
        break;
      }
  }
  return seen_s;
}

double FootprintDefence::seen_s(std::size_t radar, const Approach& approach, Scratch& at) const {
  Scratch::Known& known = at.first[radar];
  if (!known.known) known = {true, first_seen_s(radar, false, track_pd_[radar], approach, at)};
  return known.s;
}

/// The array has to turn where the target stands outside the sector that it faces.
double FootprintDefence::turn_s(const Shooter& s, const Approach& approach, double to_go_s) const {
  const RadarSite& radar = *s.reach->radar;
  const double width_rad = radar.type.sector_width_rad, rate_rad_s = radar.type.sector_turn_rate_rad_s;
  if (!(width_rad < 2.0 * math::kPi) || !(rate_rad_s > 0.0) || !std::isfinite(to_go_s)) return 0.0;
  const double there_s = std::clamp(to_go_s, 0.0, approach.longest_s());
  const Vec3 p_enu_m = s.reach->frame.enu_from_ecef(approach.at(there_s).at.p_ecef_m);
  const double off_rad =
      std::fabs(math::wrap_pi(math::atan2(p_enu_m.x, p_enu_m.y) - radar.sector_centre_rad));
  return off_rad <= 0.5 * width_rad ? 0.0 : off_rad / rate_rad_s;
}

void FootprintDefence::judge(const Shooter& s, const Approach& approach, Scratch& at,
                             FootprintVerdict& best) const {
  const LastLaunch last = last_launch(s, approach, at);
  if (!last.meets) return;
  FootprintVerdict own{true, last.to_go_s, kNever_s, kNever_s};
  double track_s = kNever_s;
  for (const std::size_t radar : s.watchers) {
    const double first_s = seen_s(radar, approach, at);
    own.seen_s = std::max(own.seen_s, first_s);
    track_s = std::max(track_s, first_s - track_s_[radar]);
  }
  own.launch_s = std::min(track_s - s.reaction_s, last.led_s);
  if (s.needs_radar) {
    Scratch::Known& guided = at.guided[s.guide];
    if (!guided.known) guided = {true, first_seen_s(s.guide, true, s.guide_pd, approach, at)};
    own.seen_s = std::min(own.seen_s, guided.s);
    const double turned_s = track_s - turn_s(s, approach, track_s);
    own.launch_s = std::min(own.launch_s, std::min(guided.s, turned_s) - s.guide_looks_s);
  }
  // What is defended goes before what is seen, and that before what is in reach.
  const auto rank = [](const FootprintVerdict& v) { return v.reach() + v.seen() + v.defended(); };
  const int was = rank(best), is = rank(own);
  if (is > was || (is == was && own.spare_s() > best.spare_s())) best = own;
}

FootprintVerdict FootprintDefence::verdict(const Approach& approach, Scratch& at) const {
  const double step_s = approach.longest_s() / (kInstants - 1);
  at.points.clear();
  for (int i = 0; i < kInstants; ++i) at.points.push_back(approach.at(i * step_s));
  std::fill(at.first.begin(), at.first.end(), Scratch::Known{});
  std::fill(at.guided.begin(), at.guided.end(), Scratch::Known{});
  FootprintVerdict best{false, kNever_s, kNever_s, kNever_s};
  for (const Shooter& shooter : shooters_) judge(shooter, approach, at, best);
  return best;
}

}  // namespace cupola
