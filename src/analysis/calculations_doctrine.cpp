// Firing doctrines beside the best there is, by analysis/firing_doctrine.hpp.
#include "analysis/calculation.hpp"
#include "analysis/firing_doctrine.hpp"

namespace cupola {

namespace {

RowLaw doctrine_law(const CalculationOptions&, Problems&) {
  return [](std::span<const double> in, std::span<double> out) {
    const RaidAndRounds raid{in[0], static_cast<int>(in[1]), static_cast<int>(in[2]),
                             static_cast<int>(in[3])};
    RaidAndRounds at_once = raid;
    at_once.salvos = 1;
    const std::vector<int> single(1, 1);
    const std::vector<int> look(static_cast<std::size_t>(raid.salvos), 1);
    const BestSalvos best = best_salvos(raid);
    double as_number = 0.0;
    for (const int rounds : best.salvos) as_number = 100.0 * as_number + rounds;
    out[0] = least_leakers(raid);
    out[1] = expected_leakers(raid, single);
    out[2] = least_leakers(at_once);
    out[3] = expected_leakers(raid, look);
    out[4] = best.leakers;
    out[5] = as_number;
    out[6] = best.leakers - out[0];
    out[7] = uncoordinated_leakers(raid.kill_probability, raid.targets, raid.rounds);
    return RowFault();
  };
}

}  // namespace

std::vector<Calculation> doctrine_calculations() {
  return {{.name = "doctrine",
           .doc = "How many come through against firing doctrines, and against the best there is?",
           .in = {{"pk", "", "kill probability of a round", 0, 1},
                  {"targets", "", "in the raid", 1, 24, true},
                  {"interceptors", "", "rounds in store", 1, 60, true},
                  {"stages", "", "salvos that there is time for", 1, 4, true}},
           .out = {{"least_leakers", "", "expected, with the best number of rounds each time"},
                   {"single", "", "expected with `salvos: [1]`"},
                   {"salvo", "", "expected with all rounds at once, spread evenly"},
                   {"shoot_look_shoot", "", "expected with one round each time"},
                   {"best_listed", "", "expected with the best list of `salvos`, of at most 16 rounds each"},
                   {"best_salvos", "", "that list, two digits a salvo: 201 is `salvos: [2, 1]`"},
                   {"gap", "", "best_listed less least_leakers"},
                   {"uncoordinated", "", "expected where every round picks its target at random"}},
           .law = doctrine_law,
           .example = "pk,targets,interceptors,stages\n0.7,8,16,2\n"}};
}

}  // namespace cupola
