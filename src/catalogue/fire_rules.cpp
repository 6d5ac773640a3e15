#include "catalogue/fire_rules.hpp"

#include <algorithm>

#include "catalogue/doctrine.hpp"
#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {

namespace {

void declare_salvos(FieldVisitor& v, Doctrine& doctrine) {
  FireRules& fire = doctrine.fire;
  v.quantities({"salvos",
                "Rounds of the salvos at one target in turn, with a look after each: [1] single, [2] salvo, "
                "[1, 1] shoot-look-shoot, [2, 1] shoot-shoot-look-shoot. In the place of `salvo` and "
                "`shots_most`.",
                kOptional},
               count_of(1, 16), fire.salvos);
  v.rule("salvos", fire.salvos.size() <= 16, "more than 16 salvos", "take some out");
  v.integer(
      {"last_chance_salvo",
       "Rounds in a salvo after which there is no time for the next; 0: as many as in others.", kOptional},
      between(0, 16), fire.last_chance_salvo);
  v.rule("last_chance_salvo", last_chance_is_largest(doctrine),
         "the salvo of the last chance has fewer rounds than another", "at least as many as the largest");
  v.rule("last_chance_salvo", last_chance_may_come(doctrine),
         "a salvo of the last chance, but every target gets one salvo only", "list two `salvos`");
}

void declare_limits(FieldVisitor& v, Doctrine& doctrine) {
  FireRules& fire = doctrine.fire;
  v.figure(
      {"intercept_most", "No intercept farther from the own fire unit; without it, no limit.", kOptional},
      length(1, 1e6), Worse::neither, fire.intercept_most_m);
  v.figure({"launch_most", "No launch at a target farther from the own fire unit; without it, no limit.",
            kOptional},
           length(1, 2e6), Worse::neither, fire.launch_most_m);
  const auto beyond = [&doctrine](const Figure& outer) {
    return outer.best == 0.0 || outer.best > doctrine.keep_out_m.best;
  };
  v.rule("intercept_most", beyond(fire.intercept_most_m), "the outer limit lies inside the inner one",
         "let `intercept_most` be farther than `keep_out`");
  v.rule("launch_most", beyond(fire.launch_most_m), "the outer limit lies inside the inner one",
         "let `launch_most` be farther than `keep_out`");
  v.figure(
      {"self_defence",
       "Who is about to come so near to a fire unit attacks it: that unit may fire, unless it is a friend or "
       "a neutral, whatever the state of weapons and its zones. Without it, no self-defence.",
       kOptional},
      length(1, 1e5), Worse::neither, fire.self_defence_m);
  v.figure(
      {"self_defence_within",
       "Who comes as near as `self_defence` says attacks only if it gets there within this time.", kOptional},
      duration(1, 3600), Worse::neither, fire.self_defence_within_s);
  v.rule("self_defence", fire.self_defence_m.best == 0.0 || fire.self_defence_within_s.best > 0.0,
         "self-defence without a limit of time: whoever flies that way attacks, however far off",
         "say with `self_defence_within` how soon it must come");
}

void declare_reserve(FieldVisitor& v, Doctrine& doctrine) {
  FireRules& fire = doctrine.fire;
  v.nested({"reserve_for", "The classes of target that `stock_reserve` is kept for.", kOptional},
           [&fire](FieldVisitor& classes) {
             classes.about("reserve_for", "The classes of target that `stock_reserve` is kept for.");
             for (std::size_t c = 0; c < fire.reserve_for.size(); ++c)
               classes.flag({names_of(TargetClass{})[c], "Whether for these.", kOptional},
                            fire.reserve_for[c]);
           });
  v.figure({"reserve_score",
            "Threat score from which any target may have the reserve; without it, none because of its score.",
            kOptional},
           number(0, 1e9), Worse::neither, fire.reserve_score_least);
}

}  // namespace

bool ReactionStages::given() const {
  const auto stages = all();
  return std::any_of(stages.begin(), stages.end(), [](const Figure* stage) { return stage->has_record(); });
}

double ReactionStages::sum_s() const {
  double sum = 0.0;
  for (const Figure* stage : all()) sum += stage->value;
  return sum;
}

int salvos_most(const Doctrine& doctrine) {
  const auto listed = static_cast<int>(doctrine.fire.salvos.size());
  return listed > 0 ? listed : doctrine.shots_most;
}

bool last_chance_is_largest(const Doctrine& doctrine) {
  const FireRules& fire = doctrine.fire;
  const double most =
      fire.salvos.empty() ? doctrine.salvo : *std::max_element(fire.salvos.begin(), fire.salvos.end());
  return fire.last_chance_salvo == 0 || fire.last_chance_salvo >= most;
}

bool last_chance_may_come(const Doctrine& doctrine) {
  return doctrine.fire.last_chance_salvo == 0 || salvos_most(doctrine) > 1;
}

int salvo_rounds(const Doctrine& doctrine, int before, int ordered) {
  const std::vector<double>& salvos = doctrine.fire.salvos;
  if (salvos.empty()) return std::max(ordered, 1);
  return static_cast<int>(salvos[std::min(static_cast<std::size_t>(before), salvos.size() - 1)]);
}

double reaction_s(const Doctrine& doctrine) {
  return doctrine.fire.reaction.given() ? doctrine.fire.reaction.sum_s() : double{doctrine.reaction_time_s};
}

int rounds_kept(const Doctrine& doctrine, TargetClass target, double threat_score) {
  const FireRules& fire = doctrine.fire;
  const bool by_score = fire.reserve_score_least > 0.0 && threat_score >= fire.reserve_score_least;
  return by_score || fire.reserve_for[static_cast<std::size_t>(target)] ? 0 : doctrine.stock_reserve;
}

void declare(FieldVisitor& v, ReactionStages& stages) {
  v.about("reaction_stages",
          "From confirmed hostile track to first launch, step by step; each is drawn for every engagement. "
          "Detection, the track and the turn of an array are simulated and do not count here.");
  const Measure most = duration(0, 3600);
  v.figure({"identify", "The crew makes sure who it is.", kOptional}, most, Worse::higher, stages.identify_s);
  v.figure({"decide", "Somebody says: engage.", kOptional}, most, Worse::higher, stages.decide_s);
  v.figure({"slew", "Launcher or director turns.", kOptional}, most, Worse::higher, stages.slew_s);
  v.figure({"prepare", "The round gets ready.", kOptional}, most, Worse::higher, stages.prepare_s);
}

void declare(FieldVisitor& v, FiringTrack& track) {
  v.about(
      "firing_track",
      "How well its own radar must hold a target before a fire unit launches at it. A launch on remote data "
      "asks others.");
  v.figure({"looks", "The guidance radar's last looks at the target that count; 0, or none: no such rule.",
            kOptional},
           count_of(0, kFiringLooksMost), Worse::neither, track.looks);
  v.figure({"held", "Share of these looks that must have had a plot of the target.", kOptional},
           probability(), Worse::neither, track.held_least);
  v.figure(
      {"handover_error",
       "Predicted standard error of the track at hand-over, in radii of the basket, above which there is "
       "no launch; 0, or none: no such rule.",
       kOptional},
      number(0, 10), Worse::neither, track.handover_error_most);
  v.rule("held", track.looks.best == 0.0 || track.held_least.best > 0.0,
         "looks are counted, but none of them must have had a plot", "give `held`, or leave `looks` out");
  v.rule("looks", track.held_least.best == 0.0 || track.looks.has_record(),
         "a share of looks, but nobody says of how many", "give `looks`");
  v.comes_with("held", "looks");
}

void declare_fire_rules(FieldVisitor& v, Doctrine& doctrine) {
  declare_salvos(v, doctrine);
  v.record(
      {"reaction_stages",
       "The reaction step by step, in the place of `reaction_time` where any step is written.", kOptional},
      doctrine.fire.reaction);
  v.record({"firing_track", "How well the own radar must hold a target before a launch.", kOptional},
           doctrine.fire.firing_track);
  v.flag(
      {"unguided_salvos_count",
       "Whether a salvo counts, and may be believed to have killed, whose rounds all follow their own radar "
       "and had had no word of the target from it when it was time for their seekers.",
       kOptional},
      doctrine.fire.unguided_salvos_count);
  declare_limits(v, doctrine);
  declare_reserve(v, doctrine);
}

}  // namespace cupola
