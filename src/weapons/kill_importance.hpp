#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/random.hpp"
#include "scenario/scenario.hpp"
#include "weapons/luck.hpp"

namespace cupola {

/// How likely was the luck of kills of this replicate under a law that lets one hostile get away more often, and by what
/// does it count for that?
/// Model      importance sampling with a defensive mixture (Hesterberg 1995; Owen & Zhou 2000): of so many hostiles and
///            none, each as likely, one is chosen; every kill draw at it holds with `factor` times its probability, all
///            others as they are. The weight is the true likelihood over the mean of those of all choices
/// Returns    weight in [0, hostiles + 1]; with factor 1 nothing is chosen and the weight is 1
/// Holds for  every measure f of a replicate: the mean of weight times f is the mean of f without it, exactly. It gains
///            where what is rare is that one hostile or a few get through
/// Leaves out luck other than that of kills
/// Random     Purpose::choice, "kill importance"; the kill draws are those of luck.hpp
/// Checked by tests/kill_importance.cpp, tests/chain/rare_events.cpp
class KillImportance {
 public:
  KillImportance(const Scenario& scenario, ReplicateKey key);

  bool used() const { return factor_ < 1.0; }
  /// draw_kill, changed where this platform is the one chosen; and takes its likelihood down.
  bool draw(ReplicateKey key, const Platform& platform, const SalvoShot& shot, double probability);
  double weight() const;

 private:
  struct Target {
    double ratio = 1.0;  ///< likelihood of its draws were it chosen, over the true one
    /// Salvos whose shared draw has been made, with the probability that it was made at.
    std::vector<std::pair<std::uint32_t, double>> shared;
  };
  double reference(Target& target, const SalvoShot& shot, double probability, bool& first) const;

  double factor_ = 1.0;
  PlatformId chosen_;  // invalid: none
  std::size_t hostiles_ = 0;
  std::vector<Target> targets_;  // by PlatformId
};

}  // namespace cupola
