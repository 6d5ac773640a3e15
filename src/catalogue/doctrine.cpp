#include "catalogue/doctrine.hpp"

#include <cmath>
#include <set>

#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {
namespace {

void declare_track_life(FieldVisitor& v, Doctrine& doctrine) {
  v.integer({"initiation_hits", "M of the M-of-N rule that confirms a track.", kOptional}, between(1, 20),
            doctrine.initiation_hits);
  v.integer({"initiation_looks", "N of the M-of-N rule that confirms a track.", kOptional}, between(1, 20),
            doctrine.initiation_looks);
  v.integer({"deletion_misses", "Looks without a plot in a row after which a track is dropped.", kOptional},
            between(1, 100), doctrine.deletion_misses);
  v.choice({"registration",
            "What a post does about radars that are declared to be out of line: takes them at their word, "
            "allows for errors as large as declared, or estimates them from common targets.",
            kOptional},
           doctrine.registration);
  v.figure({"expected_detection", "P(a plot | a look) that the association of plots reckons with."},
           probability(0.01, 0.999), Worse::neither, doctrine.expected_detection);
  v.rule("initiation_looks", doctrine.initiation_looks >= doctrine.initiation_hits,
         "initiation_looks is below initiation_hits", "M of N needs M <= N");
}

/// A second row for the same thing would silently take the place of the first.
template <class Row>
bool each_once(const std::vector<Row>& rows, std::string Row::* what) {
  std::set<std::string> seen;
  for (const Row& row : rows)
    if (!(row.*what).empty() && !seen.insert(row.*what).second) return false;
  return true;
}

template <class Row>
void declare_table(FieldVisitor& v, const Field& field, std::vector<Row>& rows, std::string Row::* what) {
  v.list(field, 0, 64, rows);
  v.rule(field.name, each_once(rows, what), "two rows for the same thing", "take one of them out");
}

void declare_replies(FieldVisitor& v, Doctrine& doctrine) {
  v.figure({"reply_missing_friend", "P(no reply | friend) where interrogator and transponder match."},
           probability(), Worse::higher, doctrine.reply_missing_friend);
  v.figure({"reply_false_hostile", "P(valid reply | hostile)."}, probability(), Worse::higher,
           doctrine.reply_false_hostile);
  v.figure({"friends_equipped",
            "Share of own aircraft that can answer the own national interrogators, as the posts believe; "
            "without it, all. 0: no reply says nothing.",
            kOptional},
           probability(), Worse::neither, doctrine.friends_equipped);
  v.figure(
      {"neutrals_equipped",
       "Share of neutral aircraft that answer in the civil mode, as the posts believe. Without it, 0: no "
       "reply says nothing of them.",
       kOptional},
      probability(), Worse::neither, doctrine.neutrals_equipped);
  v.figure(
      {"code_compromised",
       "P(the enemy holds the code of the national mode): then all of his aircraft answer in it. Without "
       "it, 0.",
       kOptional},
      probability(), Worse::higher, doctrine.code_compromised);
  v.figure({"reply_garbled",
            "P(a reply is lost | an answer of another aircraft comes from the same beam, less than 3 km "
            "nearer or farther). Without it, 0.",
            kOptional},
           probability(), Worse::higher, doctrine.reply_garbled);
}

void declare_sources(FieldVisitor& v, Doctrine& doctrine) {
  declare_table(v,
                {"flight_plans", "What keeping to a declared flight says; without it, nothing.", kOptional},
                doctrine.flight_plans, &FlightPlanLikelihood::plan);
  v.figure(
      {"flight_plan_tolerance", "So far off its time a track still keeps to a declared flight.", kOptional},
      duration(1, 3600), Worse::neither, doctrine.flight_plan_tolerance_s);
  v.comes_with("flight_plans", "flight_plan_tolerance");
  declare_table(
      v, {"origins", "What the area says where a track was first seen; without it, nothing.", kOptional},
      doctrine.origins, &OriginLikelihood::origin);
  declare_table(
      v, {"emitters", "What an emitter says that is heard from a track; without it, nothing.", kOptional},
      doctrine.emitters, &EmitterLikelihood::emitter);
  declare_table(v, {"words", "What another post's word on identity says; without it, nothing.", kOptional},
                doctrine.words, &WordLikelihood::word);
}

void declare_identification(FieldVisitor& v, Doctrine& doctrine) {
  v.figure({"prior_friend", "P(friend) before anything is known of a track."}, probability(), Worse::neither,
           doctrine.prior_friend);
  v.figure({"prior_neutral", "P(neutral) before anything is known of a track."}, probability(),
           Worse::neither, doctrine.prior_neutral);
  v.figure({"prior_hostile", "P(hostile) before anything is known of a track."}, probability(),
           Worse::neither, doctrine.prior_hostile);
  const double sum = doctrine.prior_friend.best + doctrine.prior_neutral.best + doctrine.prior_hostile.best;
  v.rule("prior_friend", std::fabs(sum - 1.0) < 1e-9, "the three priors do not add up to 1", "");

  declare_replies(v, doctrine);
  v.figure({"corridor_half_width", "Half width of a declared corridor where it gives none."}, length(1, 1e5),
           Worse::neither, doctrine.corridor_half_width_m);
  declare_table(v, {"behaviours", "What each kind of behaviour seen on a track says about who it is."},
                doctrine.behaviours, &BehaviourLikelihood::behaviour);
  declare_sources(v, doctrine);

  v.nested({"taken_for", "The class of target for which a shot at what behaves so is planned."},
           [&doctrine](FieldVisitor& behaviours) {
             behaviours.about("taken_for",
                              "The class of target for which a shot at what behaves so is planned.");
             for (std::size_t b = 0; b < kBehaviours.size(); ++b)
               behaviours.choice({kBehaviours[b], "Is taken for this."}, doctrine.taken_for[b]);
           });

  v.figure({"hostile_at", "Posterior of hostile needed for the category hostile."}, probability(),
           Worse::neither, doctrine.hostile_at);
  v.figure({"suspect_at", "Posterior of hostile needed for the category suspect."}, probability(),
           Worse::neither, doctrine.suspect_at);
  v.figure({"friend_at", "Posterior of friend needed for the category friend."}, probability(),
           Worse::neither, doctrine.friend_at);
  v.figure({"neutral_at", "Posterior of neutral needed for the category neutral."}, probability(),
           Worse::neither, doctrine.neutral_at);
  v.rule("suspect_at", doctrine.suspect_at.best <= doctrine.hostile_at.best, "suspect_at is above hostile_at",
         "");
}

// Thresholds, spacings and waits are chosen, not suffered: no end of their intervals is the worse one, and
// they stay in mode `low`. The reaction time, and what replies get lost, are what the defence can do.
void declare_fire(FieldVisitor& v, Doctrine& doctrine) {
  v.choice(
      {"weapons_control", "free: all but friends and neutrals; tight: hostile only; hold: none.", kOptional},
      doctrine.weapons_control);
  v.flag({"engage_suspect", "Whether suspects are engaged as hostile ones are.", kOptional},
         doctrine.engage_suspect);
  v.integer({"salvo", "Rounds in one shot at a target.", kOptional}, between(1, 16), doctrine.salvo);
  v.figure({"salvo_spacing", "Between the rounds of a salvo."}, duration(0, 120), Worse::neither,
           doctrine.salvo_spacing_s);
  v.integer({"shots_most", "Salvos at one target, each after a look at what the last one did.", kOptional},
            between(1, 100), doctrine.shots_most);
  v.flag({"wait_for_channel", "false: a threat met with all channels busy is not taken up again.", kOptional},
         doctrine.wait_for_channel);
  v.figure({"planned_kill_probability_least", "No shot is planned below it."}, probability(), Worse::neither,
           doctrine.planned_kill_probability_least);
  v.figure({"reaction_time", "From confirmed hostile track to first launch."}, duration(0, 3600),
           Worse::higher, doctrine.reaction_time_s);
  v.figure({"keep_out", "No intercept nearer to the own fire unit than this."}, length(0, 1e6),
           Worse::neither, doctrine.keep_out_m);
  v.integer({"stock_reserve", "Rounds of a type kept for ballistic targets, per fire unit.", kOptional},
            between(0, 10000), doctrine.stock_reserve);
  v.figure(
      {"assessment_timeout",
       "After the predicted intercept, without evidence: believed killed if the track is gone, else alive."},
      duration(0, 3600), Worse::neither, doctrine.assessment_timeout_s);
}

}  // namespace

void declare(FieldVisitor& v, BehaviourLikelihood& likelihood) {
  v.about("behaviour", "What one kind of behaviour seen on a track says about who it is.");
  v.one_of_texts({"behaviour", "The behaviour, as room command tells it from kinematics."}, kBehaviours,
                 likelihood.behaviour);
  v.figure({"given_friend", "P(behaviour | friend)."}, probability(), Worse::neither,
           likelihood.given_friend);
  v.figure({"given_neutral", "P(behaviour | neutral)."}, probability(), Worse::neither,
           likelihood.given_neutral);
  v.figure({"given_hostile", "P(behaviour | hostile)."}, probability(), Worse::neither,
           likelihood.given_hostile);
}

void declare(FieldVisitor& v, Doctrine& doctrine) {
  v.about("doctrine", "How the defence decides: track life, identification, firing doctrine.");
  v.name({"name", "Name, by which scenarios call it."}, doctrine.name);
  declare_track_life(v, doctrine);
  declare_identification(v, doctrine);
  declare_fire(v, doctrine);
  v.record({"voice", "Links at the level voice: read out and typed in again."}, doctrine.voice);
  v.record({"data_link", "Links at the level data link: a slot of a net every few seconds."},
           doctrine.data_link);
  v.record({"full", "Links at the level full."}, doctrine.full);
  v.record({"command", "Who decides, and what is done when nobody says so.", kOptional}, doctrine.command);
}

}  // namespace cupola
