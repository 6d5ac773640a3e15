#pragma once

#include <array>
#include <string>
#include <vector>

#include "catalogue/command_rules.hpp"
#include "catalogue/figure.hpp"
#include "catalogue/interceptor_type.hpp"
#include "catalogue/likelihoods.hpp"
#include "catalogue/link_quality.hpp"

namespace cupola {

class FieldVisitor;

enum class WeaponsControl { hold, tight, free };

/// What a post does about radars that are declared to be out of line.
enum class RegistrationPolicy {
  none,         ///< it takes them at their word
  allowed_for,  ///< it reckons with errors as large as declared
  estimated     ///< it estimates them from common targets and takes them off, and reckons with the rest
};

/// The behaviours that room command tells from the kinematics of a track.
inline constexpr std::array<const char*, 8> kBehaviours = {
    "ballistic",   "fast low", "slow low", "fast high", "airliner-like", "heading for an asset",
    "in corridor", "other"};

/// What a category is allowed to grow from, by the kind of behaviour seen on the track: P(behaviour | friend,
/// neutral, hostile).
struct BehaviourLikelihood {
  std::string behaviour;  ///< one of the names in command/identification
  Figure given_friend, given_neutral, given_hostile;
};

/// How the defence decides: firing doctrine, identification, track life. Data, not code.
struct Doctrine {
  std::string name;

  // Track life.
  int initiation_hits = 2, initiation_looks = 3;  ///< M of N
  int deletion_misses = 4;                        ///< looks without a plot in a row
  RegistrationPolicy registration = RegistrationPolicy::estimated;

  // Identification: prior and likelihoods; category thresholds on the posterior.
  Figure prior_friend, prior_neutral, prior_hostile;
  Figure reply_missing_friend;  ///< P(no reply | friend) where interrogator and transponder match, for belief
                                ///< and truth
  Figure reply_false_hostile;   ///< P(valid reply | hostile)
  Figure friends_equipped = 1.0;  ///< share of own aircraft whose transponder can answer the own national
                                  ///< interrogators; 0: their silence says nothing
  Figure neutrals_equipped;  ///< share of neutral aircraft that answer in the civil mode; 0: their silence
                             ///< says nothing
  Figure code_compromised;   ///< P(the enemy holds the national code): then all of his answer in it
  Figure reply_garbled;      ///< P(a reply is lost | another one comes from the same beam and range)
  Figure corridor_half_width_m;  ///< a track inside a declared corridor shows the behaviour `in corridor`
  std::vector<BehaviourLikelihood> behaviours;
  // Further sources; one without a table, or without the row, says nothing.
  std::vector<FlightPlanLikelihood> flight_plans;
  Figure flight_plan_tolerance_s;  ///< so far off its time a track still keeps to a declared flight
  std::vector<OriginLikelihood> origins;
  std::vector<EmitterLikelihood> emitters;
  std::vector<WordLikelihood> words;  ///< of other posts
  /// What a target that behaves so is planned for, in the order of kBehaviours.
  std::array<TargetClass, kBehaviours.size()> taken_for = {
      TargetClass::ballistic_missile, TargetClass::cruise_missile, TargetClass::drone,
      TargetClass::aircraft,          TargetClass::airliner,       TargetClass::aircraft,
      TargetClass::aircraft,          TargetClass::aircraft};
  Figure hostile_at, suspect_at, friend_at, neutral_at;  ///< posterior needed for the category

  Figure expected_detection =
      0.8;  ///< probability of a plot a look that the association of plots reckons with
  LinkQuality voice, data_link, full;
  CommandRules command;

  // Fire.
  WeaponsControl weapons_control =
      WeaponsControl::free;  ///< free: not friend/neutral; tight: hostile only; hold: none
  bool engage_suspect = false;
  int salvo = 2;  ///< rounds in one shot at a target
  Figure salvo_spacing_s;
  int shots_most = 2;            ///< salvos at one target, each after a look at the last
  bool wait_for_channel = true;  ///< false: a threat met with all channels busy is not taken up again
  Figure planned_kill_probability_least;  ///< no shot below it
  Figure reaction_time_s;                 ///< confirmed hostile track to first launch
  Figure keep_out_m;                      ///< no intercept nearer to the own fire unit than this
  int stock_reserve = 0;                  ///< rounds of a type kept for ballistic targets, per fire unit
  Figure assessment_timeout_s;  ///< after the predicted intercept, without evidence: believed killed if the
                                ///< track is gone, else alive
};

void declare(FieldVisitor&, BehaviourLikelihood&);
void declare(FieldVisitor&, Doctrine&);

}  // namespace cupola
