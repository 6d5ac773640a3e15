#include "weapons/luck.hpp"

#include <cmath>

namespace cupola {

RoundLuck draw_round(ReplicateKey key, const std::string& launcher, std::uint32_t ordinal,
                     double reliability) {
  Draws draws(key, stream_key(Purpose::reliability, name_key(launcher)), ordinal);
  const double works = draws.uniform();
  const double when = draws.uniform();
  return {works < reliability, 1.0 + 9.0 * when};
}

KillLuck kill_luck(ReplicateKey key, const std::string& platform, const SalvoShot& shot) {
  Draws own(key, stream_key(Purpose::kill, name_key(platform)), shot.shot);
  const double luck = own.uniform();
  const double which = own.uniform();
  if (which >= std::sqrt(shot.common_cause)) return {luck, false};
  Draws shared(key, stream_key(Purpose::kill, name_key(platform), name_key("common cause")), shot.salvo);
  return {shared.uniform(), true};
}

bool draw_kill(ReplicateKey key, const std::string& platform, const SalvoShot& shot, double probability) {
  return kill_luck(key, platform, shot).luck < probability;
}

}  // namespace cupola
