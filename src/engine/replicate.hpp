#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "record/log.hpp"
#include "record/milestones.hpp"
#include "record/saturation.hpp"
#include "record/wrong_engagements.hpp"
#include "scenario/scenario.hpp"

namespace cupola {

/// All that is computed once per scenario and shared by its replicates (plan.hpp). Opaque here: who runs
/// replicates needs no model.
struct Plan;

std::shared_ptr<const Plan> make_plan(Scenario scenario);
const Scenario& scenario_of(const Plan& plan);
const Names& names_of(const Plan& plan);

/// What one replicate came to.
struct ReplicateResult {
  std::uint64_t replicate = 0;
  std::string digest;
  Ledger ledger;
  std::uint32_t hostiles = 0, leaked = 0, killed = 0, turned_away = 0, unresolved = 0;
  std::uint32_t friends_hit = 0, neutrals_hit = 0;
  WrongEngagements friends, neutrals;
  std::vector<ExposureRow> exposures;          ///< where the scenario asks for it
  std::vector<ExposedFlight> exposed_flights;  ///< likewise
  /// By WeaponTypeId: launched; on launchers at the end; in loads not on launchers; lost with what held them. Together
  /// they are what there was.
  std::vector<std::uint32_t> rounds_fired, rounds_left, rounds_stored, rounds_destroyed;
  std::vector<AssetRow> assets;    ///< by AssetId
  std::vector<GroundTarget> lost;  ///< elements of the defence that were hit, in the order of it
  std::vector<ThreatFacts> facts;  ///< by PlatformId
  std::vector<Fate> fates;         ///< by PlatformId
  /// By RadarId, passive sensors after the radars: share of the time that it was ready; of one that is carried
  /// as if it were always there.
  std::vector<double> ready_share;
  std::vector<Milestones> milestones;             ///< by PlatformId; of hostiles
  std::vector<UnitSaturation> saturation;         ///< by FireUnitId
  std::vector<RadarSaturation> radar_saturation;  ///< by RadarId
  /// To be added to the number leaked: then it is its mean over the luck of last shots (last_shots.hpp).
  double last_shots = 0.0;
  double weight = 1.0;  ///< by which it counts, where kills are drawn with weights
  std::uint64_t events = 0;
};

/// Whatever takes more events than this goes round in a circle: a thousand times those of the largest raids here.
inline constexpr std::uint64_t kMostEvents = 1'000'000'000;

/// Plays one replicate of a scenario from start to end; rows go into `log`. More than `most_events` fail a check.
/// Random  everything, keyed by (seed, replicate); the same arguments give the same result, bit for bit
ReplicateResult play(const Plan& plan, std::uint64_t seed, std::uint64_t replicate, Log& log,
                     std::uint64_t most_events = kMostEvents);

}  // namespace cupola
