#pragma once

#include <vector>

namespace cupola {

/// A raid against one store of rounds, all of one kill probability, with so many salvos before it is there.
struct RaidAndRounds {
  double kill_probability = 0.0;
  int targets = 0, rounds = 0, salvos = 1;
};

/// How many come through against the best there is?
/// Model      dynamic program over (targets alive, rounds left, salvos to come): each time the number of rounds
///            that leaves the fewest in the end, spread evenly over those alive; after each a perfect look
///            (Glazebrook and Washburn, Shoot-look-shoot: a review and extension, 2004)
/// Returns    expected number
/// Holds for  equal targets and rounds; shots that kill independently of each other
/// Accurate   a few last bits
/// Random     none
/// Checked by tests/firing_doctrine.cpp
double least_leakers(const RaidAndRounds& raid);

/// How many come through against a doctrine that lists its salvos (`salvos: [2, 1]`)?
/// Model      each salvo fires its rounds at every target alive, one target after the other, as long as there
///            are rounds; after each a perfect look
/// Returns    expected number; salvos beyond those of the raid are not fired
/// Holds for  as above. Posts do the same where the store lasts for all salvos at all targets. Where it may run
///            out they do no worse, and often better: they look at each target by itself and give the last rounds
///            to whoever is left, one after the other
/// Random     none
/// Checked by tests/firing_doctrine.cpp, tests/chain/doctrine.cpp
double expected_leakers(const RaidAndRounds& raid, const std::vector<int>& salvos);

/// Rounds of a salvo in a list, at the most: as many as a doctrine may list.
inline constexpr int kRoundsInSalvoMost = 16;

/// The list of salvos that lets the fewest through, by expected_leakers; of equal ones that with fewer rounds at
/// first.
struct BestSalvos {
  std::vector<int> salvos;
  double leakers = 0.0;
};
BestSalvos best_salvos(const RaidAndRounds& raid);

/// How many come through if so many shooters pick their targets at random, without a word to each other?
/// Model      every target is hit by each shot with probability Pk / targets (Washburn and Kress, ch. 2)
/// Random     none
/// Checked by tests/firing_doctrine.cpp
double uncoordinated_leakers(double kill_probability, int targets, int rounds);

}  // namespace cupola
