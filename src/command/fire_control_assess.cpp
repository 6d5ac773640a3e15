#include <algorithm>

#include "command/fire_control.hpp"
#include "command/planned_path.hpp"

namespace cupola {

namespace {

constexpr int kHitsForFirm = 2;
constexpr Duration kTrackLost{20'000'000'000};       // neither plot nor word of it for so long
constexpr Duration kLaunchUnheardOf{5'000'000'000};  // no report of a launch: it did not take place
constexpr Duration kEndUnheardOf{10'000'000'000};    // no report of a round's end: it went as predicted

}  // namespace

void FireControl::assess(Time now, Picture& picture) {
  tidy(now);
  for (Engagement& e : engagements_) {
    if (e.over) continue;
    follow(e, now, picture);
    if (!e.over) assess(e, now, picture);
  }
}

void FireControl::tidy(Time now) {
  std::erase_if(engagements_, [](const Engagement& e) { return e.over; });
  for (std::size_t i = 0; i < rounds_.size();) {
    GuidedRound& r = rounds_[i];
    if (!r.left && now > r.launch_time + kLaunchUnheardOf) {
      fail_launch(i);
      continue;
    }
    if (!r.ended && now > r.intercept + 3 * kEndUnheardOf) {
      r.ended = true;
      r.ended_at = r.intercept;
    }
    ++i;
  }
  std::erase_if(rounds_, [this](const GuidedRound& r) { return r.ended && live(r.engagement) == nullptr; });
}

bool FireControl::taken_by_another(const Engagement& e, TrackNumber own) const {
  return std::any_of(engagements_.begin(), engagements_.end(), [&e, own](const Engagement& other) {
    return other.key != e.key && other.unit == e.unit && !other.over && other.own == own;
  });
}

void FireControl::follow_renamings(const Picture& picture) {
  for (const Renaming& renamed : picture.renamings())
    for (Engagement& e : engagements_)
      if (e.own == renamed.from) e.own = renamed.to;
}

void FireControl::follow(Engagement& e, Time now, Picture& picture) {
  TrackBelief* own = e.own != 0 ? picture.find(e.own, e.belief_row) : nullptr;
  if (own == nullptr || own->remote) {
    own = nullptr;
    const TrackNumber number = picture.own_track_of(e.order.track.number);
    if (number != e.own) e.guidance_hits = 0;
    e.own = number;
    if (number != 0 && taken_by_another(e, number)) {
      finish(e, Verdict::under_another_order, now);
      return;
    }
    if (number != 0) own = picture.find(number, e.belief_row);
  }

  const RemoteTrack* told = picture.told(e.order.track.number);
  const bool fell = e.ballistic();
  if (own != nullptr) own->task.tasked = true;
  if (own != nullptr && !own->gone) {
    e.seen = own->track;
    e.led = own->base_track();
    e.followed = own->last_hit;
    e.behaviour = own->identity.behaviour;
  } else if (told != nullptr && told->track.time > e.seen.time) {
    e.seen = e.led = told->track;
    e.followed = told->track.time;
  }
  if (e.ballistic() != fell) e.foreseen = e.fall_seen.time = Time{INT64_MIN};
  // Until the look at a salvo is over, only falls are foreseen with every news, as they build on each other.
  if (!e.looking() || e.ballistic()) foresee(e);

  const RadarType& radar = units_[e.unit].known.guidance.type;
  const double recent_s = std::max(3.0 * radar.track_interval_s, 1.5 * radar.search_frame_s);
  e.firm = own != nullptr && !own->gone && e.guidance_hits >= kHitsForFirm &&
           now - e.last_guidance_hit <= Duration::seconds(recent_s);
}

void FireControl::predict_ends(Engagement& e, Time now) {
  const ReachTarget target = target_of(e, now);
  bool first = true;
  for (GuidedRound& r : rounds_) {
    if (r.engagement != e.key || r.salvo != e.salvos) continue;
    if (!r.ended && r.intercept > now) {
      // One step of the fixed-point iteration for the predicted intercept each decision.
      const double ahead_s = (r.intercept - now).seconds();
      const Vec3 p =
          target.p_ecef_m + ahead_s * target.v_ecef_m_s + 0.5 * ahead_s * ahead_s * target.a_ecef_m_s2;
      const double flight_s = own_.weapons[r.weapon.index()].table.time_of_flight_s(
          ground_range_m(r.frame.enu_from_ecef(p)), height_hae_m(p) - own_.earth.geoid_undulation_m);
      if (flight_s >= 0.0) r.intercept = r.launch_time + Duration::seconds(flight_s);
    }
    const Time end = r.ended ? r.ended_at : r.intercept;
    e.last_intercept = first ? end : std::max(e.last_intercept, end);
    first = false;
  }
}

bool FireControl::salvo_over(const Engagement& e, Time now) const {
  const Duration timeout = Duration::seconds(own_.doctrine.assessment_timeout_s);
  const Duration unheard = std::max(timeout, kEndUnheardOf);
  return std::all_of(rounds_.begin(), rounds_.end(), [&](const GuidedRound& r) {
    return r.engagement != e.key || r.salvo != e.salvos || r.ended || now >= r.intercept + unheard;
  });
}

void FireControl::assess(Engagement& e, Time now, const Picture& picture) {
  if (e.salvos == 0 || (e.in_salvo == 0 && e.rounds_to_go > 0)) {
    if (const auto why = why_hopeless(e, now)) finish(e, e.salvos > 0 ? Verdict::alive : *why, now);
    return;
  }
  predict_ends(e, now);
  const TrackBelief* own = e.own != 0 ? picture.find(e.own, e.belief_row) : nullptr;
  const bool evidence = own != nullptr && own->end_game != EndGame::nothing &&
                        own->end_game_time > e.salvo_begun && own->end_game_time > e.end_game_used;
  if (evidence && own->end_game == EndGame::broke_up) {
    finish(e, Verdict::killed, now);
    return;
  }
  if (!e.looking() || !salvo_over(e, now)) return;
  if (evidence && own->end_game_time >= e.last_intercept) {
    e.end_game_used = own->end_game_time;
    shoot_again_or_stop(e, now);
  } else if (now >= e.last_intercept + Duration::seconds(own_.doctrine.assessment_timeout_s)) {
    // No evidence: what is seen again after the last intercept lives, and silence says something only where
    // somebody listened.
    const bool teller_lost_it =
        e.own == 0 && may_fire_on_remote_data(own_.doctrine, own_.weapons[e.order.weapon.index()].type) &&
        picture.told(e.order.track.number) == nullptr;
    const bool wasted = led_nowhere(e);
    if (wasted) ++e.unguided;
    if (wasted || e.followed > e.last_intercept ||
        (e.last_guidance_look <= e.last_intercept && !teller_lost_it))
      shoot_again_or_stop(e, now);
    else
      finish(e, Verdict::killed, now);
  }
}

/// What the unit knows without any look: a round that follows its radar, and has had no word of its target any
/// more for two decisions when it was time for the seeker, has been wasted.
bool FireControl::led_nowhere(const Engagement& e) const {
  if (own_.doctrine.fire.unguided_salvos_count) return false;
  bool any = false;
  for (const GuidedRound& r : rounds_) {
    if (r.engagement != e.key || r.salvo != e.salvos) continue;
    const InterceptorType& weapon = own_.weapons[r.weapon.index()].type;
    const Time due = r.intercept - Duration::seconds(weapon.handover_time_s);
    const Time handover = r.ended ? std::min(due, r.ended_at) : due;
    const bool led = weapon.guidance != GuidanceClass::semi_active || r.last_uplink + 2 * period_ >= handover;
    if (led) return false;
    any = true;
  }
  return any;
}

void FireControl::shoot_again_or_stop(Engagement& e, Time now) {
  if (e.salvos_counted() >= salvos_most(own_.doctrine)) {
    finish(e, Verdict::alive, now);
    return;
  }
  const int rounds = salvo_rounds(own_.doctrine, e.salvos_counted(), e.order.rounds);
  e.rounds_to_go = std::min(rounds, std::max(rounds_to_spare(e), 1));
  e.in_salvo = 0;
  e.next_launch = now;
  foresee(e);
  if (why_hopeless(e, now)) finish(e, Verdict::alive, now);
}

std::optional<Verdict> FireControl::why_hopeless(const Engagement& e, Time now) const {
  if (now - e.followed > kTrackLost) return Verdict::lost;
  if (rounds_to_spare(e) <= 0) return Verdict::no_round_left;
  if (!has_window(e, now)) return Verdict::out_of_reach;
  return {};
}

}  // namespace cupola
