#pragma once

#include <string>

#include "core/random.hpp"

namespace cupola {

/// How a round is made: whether it works, and when it fails if it does not.
struct RoundLuck {
  bool reliable = true;
  double fails_s = 0.0;  ///< since launch
};

/// Does the n-th round of a launcher work?
/// Model      Bernoulli; failure at a uniform time between 1 and 10 s after launch (assumed)
/// Random     Purpose::reliability, by name of the launcher, ordinal of the round at it
/// Checked by tests/luck.cpp
RoundLuck draw_round(ReplicateKey key, const std::string& launcher, std::uint32_t ordinal,
                     double reliability);

/// Which shot at a platform, and what it has in common with the others of its salvo.
struct SalvoShot {
  std::uint32_t shot = 0, salvo = 0;  ///< ordinals at the platform
  double common_cause = 0.0;
};

/// Does the n-th shot that reached its end game at this platform kill it?
/// Model      Bernoulli (Washburn & Kress ch. 2); `probability` is conditional on hand-over and guidance (RULES 18).
///            With probability sqrt(common_cause) a shot takes the one draw of its salvo at this platform, else
///            its own: the marginal is `probability`, the correlation of two shots of a salvo common_cause, that
///            of shots of different salvos 0
/// Holds for  exactly where both have the same probability; otherwise a little less correlation
/// Random     Purpose::kill, by name of the platform: ordinal of the shot at it (own draw, and which one counts);
///            with "common cause", ordinal of the salvo at it. With common_cause 0 the own draw alone counts
/// Checked by tests/luck.cpp
bool draw_kill(ReplicateKey key, const std::string& platform, const SalvoShot& shot, double probability);

/// The draw behind it: it holds where `luck` is less than the probability.
struct KillLuck {
  double luck = 0.0;
  bool shared = false;  ///< with the other rounds of its salvo
};
KillLuck kill_luck(ReplicateKey key, const std::string& platform, const SalvoShot& shot);

}  // namespace cupola
