#include "analysis/firing_doctrine.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

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

template <class After>
double after_kills(const std::vector<double>& killed, int alive, const After& after) {
  double sum = 0.0;
  for (std::size_t k = 0; k < killed.size(); ++k)
    if (killed[k] > 0.0) sum += killed[k] * after(alive - static_cast<int>(k));
  return sum;
}

/// Expected leakers by state, kept.
class Leakers {
 public:
  explicit Leakers(const RaidAndRounds& raid)
      : raid_(raid),
        known_(static_cast<std::size_t>(raid.salvos + 1) * (raid.targets + 1) * (raid.rounds + 1), -1.0) {}

  double& at(int alive, int rounds, int salvo) {
    return known_[(static_cast<std::size_t>(salvo) * (raid_.targets + 1) + alive) * (raid_.rounds + 1) +
                  rounds];
  }
  bool over(int alive, int salvo) const { return alive == 0 || salvo == raid_.salvos; }

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

 private:
  RaidAndRounds raid_;
  std::vector<double> known_;  // negative: not yet
};

/// Expected leakers against lists of salvos, worked out from the last salvo to the first: lists that end alike share
/// what comes of their ends.
class ListedSalvos {
 public:
  using ByState = std::vector<double>;  // by (alive, rounds)

  explicit ListedSalvos(const RaidAndRounds& raid) : raid_(raid) {}

  ByState after_the_last() const {
    ByState leakers;
    for (int alive = 0; alive <= raid_.targets; ++alive)
      leakers.resize(leakers.size() + raid_.rounds + 1, alive);
    return leakers;
  }

  /// With so many rounds at each, before what `then` says of the rest.
  double before(int each, const ByState& then, int alive, int rounds) {
    const int served = std::min(alive, rounds / each), rest = served < alive ? rounds - served * each : 0;
    killed_ = kills_of(each, served);
    if (rest > 0) add_trials(killed_, 1, 1.0 - to_the_power(1.0 - raid_.kill_probability, rest));
    const int rounds_left = rounds - served * each - rest;
    return after_kills(killed_, alive, [&](int left) { return then[state(left, rounds_left)]; });
  }

  ByState before(int each, const ByState& then) {
    ByState leakers(then.size());
    for (int alive = 0; alive <= raid_.targets; ++alive)
      for (int rounds = 0; rounds <= raid_.rounds; ++rounds)
        leakers[state(alive, rounds)] = before(each, then, alive, rounds);
    return leakers;
  }

 private:
  std::size_t state(int alive, int rounds) const {
    return static_cast<std::size_t>(alive) * (raid_.rounds + 1) + rounds;
  }
  const std::vector<double>& kills_of(int each, int served) {
    std::vector<double>& known = kills_[{each, served}];
    if (known.empty()) known = kills(raid_.kill_probability, served, 0, each - 1);
    return known;
  }

  RaidAndRounds raid_;
  std::map<std::pair<int, int>, std::vector<double>> kills_;
  std::vector<double> killed_;
};

/// Tries every list, from its last salvo to its first.
class ListSearch {
 public:
  explicit ListSearch(const RaidAndRounds& raid)
      : raid_(raid),
        listed_(raid),
        most_(std::min(raid.rounds, kRoundsInSalvoMost)),
        salvos_(static_cast<std::size_t>(raid.salvos), 1),
        best_{{}, std::numeric_limits<double>::infinity()} {}

  BestSalvos run() {
    if (!salvos_.empty()) choose(salvos_.size() - 1, listed_.after_the_last());
    return best_;
  }

 private:
  void choose(std::size_t salvo, const ListedSalvos::ByState& then) {
    for (int each = 1; each <= most_; ++each) {
      salvos_[salvo] = each;
      if (salvo > 0)
        choose(salvo - 1, listed_.before(each, then));
      else
        note(listed_.before(each, then, raid_.targets, raid_.rounds));
    }
  }
  void note(double leakers) {
    constexpr double kRounding = 1e-12;
    const bool fewer = leakers < best_.leakers - kRounding;
    const bool as_few = !fewer && leakers <= best_.leakers + kRounding;
    if (fewer || (as_few && salvos_ < best_.salvos)) best_ = {salvos_, leakers};
  }

  RaidAndRounds raid_;
  ListedSalvos listed_;
  int most_;
  std::vector<int> salvos_;
  BestSalvos best_;
};

}  // namespace

double least_leakers(const RaidAndRounds& raid) { return Leakers(raid).least(raid.targets, raid.rounds, 0); }

double expected_leakers(const RaidAndRounds& raid, const std::vector<int>& salvos) {
  ListedSalvos listed(raid);
  ListedSalvos::ByState then = listed.after_the_last();
  const std::size_t fired = std::min(salvos.size(), static_cast<std::size_t>(raid.salvos));
  if (fired == 0) return raid.targets;
  for (std::size_t salvo = fired - 1; salvo > 0; --salvo) then = listed.before(salvos[salvo], then);
  return listed.before(salvos[0], then, raid.targets, raid.rounds);
}

BestSalvos best_salvos(const RaidAndRounds& raid) { return ListSearch(raid).run(); }

double uncoordinated_leakers(double kill_probability, int targets, int rounds) {
  return targets * to_the_power(1.0 - kill_probability / targets, rounds);
}

}  // namespace cupola
