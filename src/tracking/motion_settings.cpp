#include "tracking/motion_settings.hpp"

#include "catalogue/measures.hpp"
#include "core/check.hpp"

namespace cupola {

ImmModel imm_model(const MotionSettings& s, FallRule fall) {
  ImmModel model;
  model.modes = 0;
  double sum = 0.0;
  const bool by_place = fall == FallRule::by_place;
  const ModeMotion straight = by_place ? ModeMotion::straight_or_fall : ModeMotion::straight;
  const ModeMotion turn = by_place ? ModeMotion::turn_or_fall : ModeMotion::turn;
  const auto add = [&](const ManoeuvreSettings& m, ModeMotion motion, double rate_density, double rate_sd) {
    if (!(m.share > 0.0)) return;
    model.mode[model.modes++] = {motion, m.acceleration_density_m2_s3, m.upright, rate_density, rate_sd,
                                 m.share};
    sum += m.share;
  };
  add(s.steady, straight, 0.0, 0.0);
  add(s.turn, turn, s.rate_density_rad2_s3, s.rate_sd_rad_s);
  add(s.hard_turn, turn, s.rate_density_rad2_s3, s.hard_rate_sd_rad_s);
  add(s.agile, straight, 0.0, 0.0);
  if (fall == FallRule::own_mode) add(s.fall, ModeMotion::fall, 0.0, 0.0);
  CUPOLA_CHECK(model.modes > 0);
  for (int k = 0; k < model.modes; ++k) model.mode[k].share /= sum;
  model.changes_per_s = 1.0 / s.mode_lasts_s;
  return model;
}

MotionSettings motion_of_runs() {
  MotionSettings motion;
  motion.steady.share = motion.hard_turn.share = motion.fall.share = 0.0;
  motion.turn = {1.0, 0.9, 0.1};
  motion.agile = {300.0, 0.1, 1.0};
  return motion;
}

void declare(FieldVisitor& v, ManoeuvreSettings& m) {
  v.about("manoeuvre", "A way of flying, of which the filter keeps one hypothesis.");
  v.quantity(
      {"density", "Power density of the white-noise acceleration along each axis, m^2/s^3.", kOptional},
      number(0, 1e6), m.acceleration_density_m2_s3);
  v.quantity({"share", "Of the time that targets fly so; 0: never. All are made to add up to 1.", kOptional},
             number(0, 1), m.share);
  v.quantity({"upright", "Share of the acceleration's density that acts along the vertical.", kOptional},
             number(0, 10), m.upright);
}

void declare_motion(FieldVisitor& v, MotionSettings& s) {
  v.record({"steady", "Flight straight on.", kOptional}, s.steady);
  v.record({"turn", "Level turns at a rate that the filter estimates.", kOptional}, s.turn);
  v.record({"hard_turn", "Level turns of fighters.", kOptional}, s.hard_turn);
  v.record({"agile", "Whatever else targets do.", kOptional}, s.agile);
  v.record({"fall", "Free fall; over the ellipsoid only.", kOptional}, s.fall);
  v.rule("steady.share", s.steady.share + s.turn.share + s.hard_turn.share + s.agile.share > 0.0,
         "no way of flying has a share above 0", "give one of steady, turn, hard_turn or agile a share");
  v.quantity({"rate_sd", "Standard deviation of the rate with which a turn begins.", kOptional},
             angular_rate(0.001, 90), s.rate_sd_rad_s);
  v.quantity({"hard_rate_sd", "The same of a hard turn.", kOptional}, angular_rate(0.001, 90),
             s.hard_rate_sd_rad_s);
  v.quantity({"rate_density", "Power density with which the rate of a turn wanders, rad^2/s^3.", kOptional},
             number(0, 1), s.rate_density_rad2_s3);
  v.quantity({"mode_lasts", "Mean time until a target's way of flying is drawn anew.", kOptional},
             duration(0.1, 1e6), s.mode_lasts_s);
}

}  // namespace cupola
