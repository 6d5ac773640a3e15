#include "world/readiness_luck.hpp"

#include <algorithm>
#include <cmath>

namespace cupola {

ActivationLuck draw_activation(const Activation& a, ReplicateKey key) {
  const std::uint64_t element = name_key(a.name);
  const auto drawn = [key, element](const char* what, const Figure& figure, std::size_t place = 0) {
    Draws draws(key, stream_key(Purpose::readiness, element, name_key(what)), place);
    const double u = draws.uniform();
    return drawn_value(figure, u);
  };
  double wait_s = 0.0;
  for (std::size_t i = 0; i < a.steps_s.size(); ++i) wait_s += drawn("activation", a.steps_s[i], i);
  const double speed_m_s = drawn("road speed", a.road_speed_m_s);
  const double detour = drawn("road detour", a.road_detour);
  if (a.march_m > 0.0 && speed_m_s > 0.0) wait_s += a.march_m * detour / speed_m_s;
  ActivationLuck luck;
  luck.wait = Duration::seconds(wait_s);
  luck.crew_delay_s = drawn("crew delay", a.crew_delay_s);
  return luck;
}

bool is_its_turn(const Activation& a, ReplicateKey key) {
  if (a.rota.empty() || a.turns <= 0) return false;
  Draws draws(key, stream_key(Purpose::readiness, name_key(a.rota), name_key("turn")), 0);
  const double u = draws.uniform();
  const int first = std::min(static_cast<int>(std::floor(u * a.turns)), a.turns - 1);
  return (a.turn - first + a.turns) % a.turns < a.on_at_once;
}

DutyPhase::DutyPhase(const DutyCycle& duty, std::uint64_t name, ReplicateKey key, Time start) {
  period_ = Duration::seconds(duty.period_s);
  on_ = Duration::seconds(duty.share * duty.period_s);
  Draws draws(key, stream_key(Purpose::readiness, name, name_key("duty")), 0);
  const double u = draws.uniform();
  first_ = start - Duration::seconds(u * duty.period_s);
}

bool DutyPhase::on(Time t) const { return Duration{(t - first_).ns % period_.ns} < on_; }

Time DutyPhase::next_change(Time t) const {
  if (on_ >= period_ || on_ <= Duration{}) return kNever;
  const Duration within{(t - first_).ns % period_.ns};
  return t + (within < on_ ? on_ - within : period_ - within);
}

}  // namespace cupola
