#include "catalogue/interceptor_type.hpp"

#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {
namespace {

void declare_zone(FieldVisitor& v, InterceptorType& missile) {
  v.figure({"range_min", "Nearest intercept."}, length(0, 1e6), Worse::higher, missile.range_min_m);
  v.figure({"range_max", "Farthest intercept of an aerodynamic target."}, length(1, 2e6), Worse::lower,
           missile.range_max_m);
  v.figure({"range_max_ballistic", "Farthest intercept of a ballistic target.", kOptional}, length(0, 2e6),
           Worse::lower, missile.range_max_ballistic_m);
  v.figure({"altitude_min", "Lowest intercept, above ground."}, length(0, 1e5), Worse::higher,
           missile.altitude_min_m);
  v.figure({"altitude_max", "Highest intercept, above mean sea level."}, length(1, 2e5), Worse::lower,
           missile.altitude_max_m);
  v.figure({"target_speed_max", "Fastest target engaged."}, speed(1, 1e4), Worse::lower,
           missile.target_speed_max_m_s);
  v.rule("range_max", missile.range_max_m.best > missile.range_min_m.best, "range_max is not above range_min",
         "");
  v.rule("altitude_max", missile.altitude_max_m.best > missile.altitude_min_m.best,
         "altitude_max is not above altitude_min", "");
}

void declare_motion(FieldVisitor& v, InterceptorType& missile) {
  v.figure({"launch_mass", "Mass at launch."}, mass(1, 1e5), Worse::neither, missile.launch_mass_kg);
  v.figure({"diameter", "Of the body; its section is the reference area of drag and lift."}, length(0.01, 5),
           Worse::neither, missile.diameter_m);
  v.figure({"boost_time", "Duration of the first thrust phase."}, duration(0, 300), Worse::neither,
           missile.boost_time_s);
  v.figure({"boost_propellant", "Propellant burnt in the first phase."}, mass(0, 1e5), Worse::lower,
           missile.boost_propellant_kg);
  v.figure({"sustain_time", "Duration of the second thrust phase; 0: none."}, duration(0, 600),
           Worse::neither, missile.sustain_time_s);
  v.figure({"sustain_propellant", "Propellant burnt in the second phase."}, mass(0, 1e5), Worse::lower,
           missile.sustain_propellant_kg);
  v.figure({"specific_impulse", "Impulse per weight of propellant, both phases."}, duration(50, 500),
           Worse::lower, missile.specific_impulse_s);
  v.figure({"drag_scale", "Multiplies the standard drag curve by Mach number."}, number(0.05, 20),
           Worse::higher, missile.drag_scale);
  v.figure({"lateral_limit", "Most lateral acceleration the structure bears."}, acceleration(1, 2000),
           Worse::lower, missile.lateral_limit_m_s2);
  v.figure({"lift_coefficient_max", "Most lift coefficient, on the section of the body."}, number(0.1, 100),
           Worse::lower, missile.lift_coefficient_max);
  v.figure({"life", "Time of flight after which it is lost (battery)."}, duration(1, 3600), Worse::lower,
           missile.life_s);
  v.figure({"end_speed", "Below this speed it is out of energy."}, speed(0, 5000), Worse::higher,
           missile.end_speed_m_s);
  v.rule("launch_mass",
         missile.launch_mass_kg.best > missile.boost_propellant_kg.best + missile.sustain_propellant_kg.best,
         "launch_mass is not above the mass of the propellant", "");
}

bool rises(const std::vector<std::array<double, 2>>& points) {
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (!(points[i][0] > points[i - 1][0])) return false;
  }
  return true;
}

void declare_end_game(FieldVisitor& v, InterceptorType& missile) {
  v.figure({"handover_time", "Time to go at which the seeker takes over."}, duration(0, 120), Worse::neither,
           missile.handover_time_s);
  v.figure({"handover_basket", "A target farther than this from the guiding track at hand-over is missed."},
           length(1, 1e5), Worse::lower, missile.handover_basket_m);
  v.figure({"reliability", "P(the round works), whatever its target does."}, probability(), Worse::lower,
           missile.reliability);
  declare_kill_probability(v, missile.kill_probability);
  v.record({"kill_factors", "What else it depends on; without it, on the class alone.", kOptional},
           missile.kill_factors);
  declare_common_cause(v, missile.common_cause);
}

}  // namespace

void declare_kill_probability(FieldVisitor& v, std::array<Figure, kTargetClassCount>& by_class) {
  v.nested({"kill_probability", "P(kill | hand-over) of one round, by class of target."},
           [&](FieldVisitor& classes) {
             classes.about("kill_probability", "P(kill | hand-over) of one round, by class of target.");
             for (int c = 0; c < kTargetClassCount; ++c) {
               classes.figure({names_of(TargetClass{})[c], "Against this class."}, probability(),
                              Worse::lower, by_class[c]);
             }
           });
}

void declare_common_cause(FieldVisitor& v, Figure& common_cause) {
  v.figure({"common_cause",
            "Correlation of the kills of any two rounds of a salvo at one target: what one of them fails by "
            "may fail the others. 0, or none: they are taken to be independent.",
            kOptional},
           probability(), Worse::higher, common_cause);
}

/// One point of the loft table: by ADL the element of the list `loft`.
void declare(FieldVisitor& v, std::array<double, 2>& point) {
  v.about("loft_point", "One point of the midcourse law; linear in between.");
  v.quantity({"range", "Range to the aim point."}, length(0, 2e6), point[0]);
  v.quantity({"angle", "How far above the line to the aim point it steers."}, angle(0, 89), point[1]);
}

void declare(FieldVisitor& v, EnvelopeFigure& envelope) {
  v.about("envelope", "A public figure about reach, beside which the model's own is shown.");
  v.text({"what", "What the figure is about."}, envelope.what);
  v.figure({"range", "Range it speaks of.", kOptional}, length(0, 2e6), Worse::lower, envelope.range_m);
  v.figure({"altitude", "Altitude it speaks of.", kOptional}, length(0, 2e5), Worse::lower,
           envelope.altitude_m);
  v.figure({"mean_speed", "Mean speed over the flight.", kOptional}, speed(1, 1e4), Worse::lower,
           envelope.mean_speed_m_s);
  v.figure({"max_speed", "Highest speed on the way.", kOptional}, speed(1, 1e4), Worse::lower,
           envelope.max_speed_m_s);
  static constexpr const char* kOneOf[] = {"range", "altitude", "mean_speed", "max_speed"};
  v.at_least_one(kOneOf);
  v.flag({"fitted", "true: used in the fit of motor and drag; false: held back to judge the fit."},
         envelope.fitted);
}

void declare(FieldVisitor& v, InterceptorType& missile) {
  v.about("interceptor", "What everybody may know of an interceptor: a point mass with two thrust phases.");
  v.name({"name", "Designation, by which scenarios call it."}, missile.name);
  v.choice({"guidance",
            "semi-active: its own radar must see the target to the end; active: own seeker at the end."},
           missile.guidance);
  v.integer({"per_place", "How many fit in one place of a launcher.", kOptional}, between(1, 16),
            missile.per_place);
  declare_zone(v, missile);
  declare_motion(v, missile);
  v.list({"loft", "Midcourse law by range; without it straight at the aim point.", kOptional}, 0, 64,
         missile.loft);
  v.rule("loft", rises(missile.loft), "the ranges of loft do not rise", "sort the points by range");
  declare_end_game(v, missile);
  declare_price(v, missile.price);
  v.list({"envelope", "Public figures about reach.", kOptional}, 0, 100, missile.envelope);
}

}  // namespace cupola
