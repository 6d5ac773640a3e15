#include "analysis/firing_doctrine.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace cupola {

namespace {

double to_the_power(double base, int exponent) {
  double product = 1.0;
  for (int i = 0; i < exponent; ++i) product *= base;
  return product;
}

/// P(k of n), k from 0 to n, each killed with probability p, added to what is there by convolution.
void add_trials(std::vector<double>& killed, int n, double p) {
  for (int i = 0; i < n; ++i) {
    killed.push_back(0.0);
    for (std::size_t k = killed.size() - 1; k > 0; --k) killed[k] = killed[k] * (1.0 - p) + killed[k - 1] * p;
    killed[0] *= 1.0 - p;
  }
}

/// Kills of one salvo: `most` targets get `rounds_each` + 1 rounds, `others` one less.
std::vector<double> kills(double pk, int most, int others, int rounds_each) {
  std::vector<double> killed{1.0};
  add_trials(killed, most, 1.0 - to_the_power(1.0 - pk, rounds_each + 1));
  add_trials(killed, others, 1.0 - to_the_power(1.0 - pk, rounds_each));
  return killed;
}

/// Expected leakers by state, kept.
class Leakers {
 public:
  using Salvo = std::function<double(int alive, int rounds, int salvo)>;

  explicit Leakers(const RaidAndRounds& raid)
      : raid_(raid),
        known_(static_cast<std::size_t>(raid.salvos + 1) * (raid.targets + 1) * (raid.rounds + 1), -1.0) {}

  double& at(int alive, int rounds, int salvo) {
    return known_[(static_cast<std::size_t>(salvo) * (raid_.targets + 1) + alive) * (raid_.rounds + 1) +
                  rounds];
  }
  bool over(int alive, int salvo) const { return alive == 0 || salvo == raid_.salvos; }

  template <class After>
  static double after_kills(const std::vector<double>& killed, int alive, const After& after) {
    double sum = 0.0;
    for (std::size_t k = 0; k < killed.size(); ++k)
      if (killed[k] > 0.0) sum += killed[k] * after(alive - static_cast<int>(k));
    return sum;
  }

  double least(int alive, int rounds, int salvo) {
    if (over(alive, salvo)) return alive;
    double& known = at(alive, rounds, salvo);
    if (known >= 0.0) return known;
    double least_of_all = std::numeric_limits<double>::infinity();
    for (int fired = 0; fired <= rounds; ++fired) {
      const auto killed = kills(raid_.kill_probability, fired % alive, alive - fired % alive, fired / alive);
      least_of_all = std::min(least_of_all, after_kills(killed, alive, [&](int left) {
                                return least(left, rounds - fired, salvo + 1);
                              }));
    }
    return known = least_of_all;
  }

  double of_list(const std::vector<int>& salvos, int alive, int rounds, int salvo) {
    if (over(alive, salvo) || salvo == static_cast<int>(salvos.size())) return alive;
    double& known = at(alive, rounds, salvo);
    if (known >= 0.0) return known;
    const int each = salvos[static_cast<std::size_t>(salvo)];
    const int served = std::min(alive, rounds / each), rest = served < alive ? rounds - served * each : 0;
    std::vector<double> killed = kills(raid_.kill_probability, served, 0, each - 1);
    if (rest > 0) add_trials(killed, 1, 1.0 - to_the_power(1.0 - raid_.kill_probability, rest));
    return known = after_kills(killed, alive, [&](int left) {
             return of_list(salvos, left, rounds - served * each - rest, salvo + 1);
           });
  }

 private:
  RaidAndRounds raid_;
  std::vector<double> known_;  // negative: not yet
};

}  // namespace

double least_leakers(const RaidAndRounds& raid) { return Leakers(raid).least(raid.targets, raid.rounds, 0); }

double expected_leakers(const RaidAndRounds& raid, const std::vector<int>& salvos) {
  return Leakers(raid).of_list(salvos, raid.targets, raid.rounds, 0);
}

BestSalvos best_salvos(const RaidAndRounds& raid) {
  constexpr int kRoundsMost = 6;
  const int most = std::min(raid.rounds, kRoundsMost);
  std::vector<int> salvos(static_cast<std::size_t>(raid.salvos), 1);
  BestSalvos best{{}, std::numeric_limits<double>::infinity()};
  for (bool more = most > 0; more;) {
    const double leakers = expected_leakers(raid, salvos);
    if (leakers < best.leakers - 1e-12) best = {salvos, leakers};
    std::size_t i = salvos.size();  // counts, the last place fastest
    while (i > 0 && salvos[i - 1] == most) salvos[--i] = 1;
    more = i > 0;
    if (more) ++salvos[i - 1];
  }
  return best;
}

double uncoordinated_leakers(double kill_probability, int targets, int rounds) {
  return targets * to_the_power(1.0 - kill_probability / targets, rounds);
}

}  // namespace cupola
