#include "engine/chronicle.hpp"

namespace cupola {

RoundCause Chronicle::cause_of(const Round& round, PlatformId intended) const {
  if (round.end == RoundEnd::still_flying) return RoundCause::still_flying;
  // What it was fired at decides first, then what became of it.
  const PlatformId target = round.engaged.valid() ? round.engaged : intended;
  if (!target.valid()) return RoundCause::fired_at_false_track;
  const Platform& p = platform(target);
  if (p.side == Side::friendly) return RoundCause::fired_at_friend;
  if (p.side == Side::neutral) return RoundCause::fired_at_neutral;
  if (p.type.target_class == TargetClass::decoy) return RoundCause::fired_at_decoy;
  switch (round.end) {
    case RoundEnd::hit:
      return RoundCause::hit;
    case RoundEnd::missed:
      return RoundCause::missed;
    case RoundEnd::handover_missed:
      return RoundCause::handover_missed;
    case RoundEnd::guidance_lost:
      return RoundCause::guidance_lost;
    case RoundEnd::out_of_energy:
      return RoundCause::out_of_energy;
    case RoundEnd::unreliable:
      return RoundCause::unreliable;
    case RoundEnd::target_already_dead:
      return RoundCause::target_already_dead;
    case RoundEnd::still_flying:
      break;
  }
  return RoundCause::still_flying;
}

void Chronicle::round_ended(const Round& round) {
  const PlatformId intended = intended_[round.id.index()];
  const RoundCause cause = cause_of(round, intended);
  ledger_.add(cause);
  log_->add(RoundRow{round.ended_at, round.id, round.fire_unit, round.weapon, cause, round.engaged,
                     round.state.p_ecef_m});
  if (round.met)
    if (ThreatFacts* f = facts_of(round.engaged)) {
      ++f->intercepts;
      if (f->first_intercept == kNever || round.ended_at < f->first_intercept)
        f->first_intercept = round.ended_at;
    }
}

void Chronicle::struck(const StrikeRow& row) {
  if (row.what.kind == GroundTargetKind::asset) {
    AssetRow& asset = assets_[row.what.id];
    ++asset.strikes;
    asset.hits += row.hit;
    asset.left = row.left;
  }
  log_->add(row);
}

void Chronicle::silenced(PostId post, Time t) {
  for (const Platform& p : plan_->scenario.platforms) no_longer(standings_.take_back(post, p.id), t);
}

}  // namespace cupola
