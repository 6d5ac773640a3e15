// The study of docs/command-study.md in small: the signs of its differences, under the same seeds.

#include <gtest/gtest.h>

#include "chain/estimates.hpp"
#include "engine/plan.hpp"
#include "study/many.hpp"
#include "support/scenarios.hpp"

namespace cupola {
namespace {

using namespace testing;

constexpr int kReplicates = 30;
constexpr double kT = 2.045;  // Student, 29 degrees of freedom, 95 %

std::vector<ReplicateResult> cell(const std::vector<std::string>& settings,
                                  const std::string& name = "scenarios/10-murted-in-the-national-net.yaml",
                                  int replicates = kReplicates) {
  Scenario scenario;
  Problems problems;
  EXPECT_TRUE(load_scenario_text(text_of(source_path(name)), name, shipped_catalogue(), scenario, problems,
                                 {}, settings))
      << problems.text();
  return play_many(*make_plan(scenario), 1, replicates, 1).replicates;
}

enum class Of { leaked, friends };

/// By how much the second is above the first, replicate by replicate: the ends of the interval at 95 %.
struct Apart {
  double at_least, at_most;
};

Apart apart(const std::vector<ReplicateResult>& less, const std::vector<ReplicateResult>& more, Of what) {
  Sample sample;
  for (std::size_t i = 0; i < less.size(); ++i) {
    const auto of = [what](const ReplicateResult& r) {
      return what == Of::leaked ? double(r.leaked) : double(r.friends.engaged);
    };
    sample.add(of(more[i]) - of(less[i]));
  }
  const double half = kT * sample.standard_error();
  return {sample.mean() - half, sample.mean() + half};
}

double surely_more(const std::vector<ReplicateResult>& less, const std::vector<ReplicateResult>& more,
                   Of what) {
  return apart(less, more, what).at_least;
}

TEST(CommandStudy, who_cannot_ask_engages_more_friends_and_a_link_saves_some_of_them) {
  const std::string alone = "links.national.level=stand-alone", full = "links.national.level=full",
                    deaf = "defence.Murted.iff=none";
  const auto asks = cell({alone}), deaf_alone = cell({alone, deaf}), deaf_linked = cell({full, deaf});
  EXPECT_GT(surely_more(asks, deaf_alone, Of::friends), 0.0);
  // Told who answered others, it spares them: of 5 to 6 friends at least 4.
  EXPECT_GT(surely_more(deaf_linked, deaf_alone, Of::friends), 4.0);
  // What the link brings is no reason to let more through: at the most one in ten of the raid. So little shows only
  // in more replicates.
  const std::string raid = "scenarios/10-murted-in-the-national-net.yaml";
  const Apart link_lets_through = apart(cell({alone}, raid, 60), cell({full}, raid, 60), Of::leaked);
  EXPECT_LT(link_lets_through.at_most, 0.1 * asks[0].hostiles);
}

TEST(CommandStudy, the_less_ready_a_set_is_the_more_gets_through) {
  const auto in_state = [](const std::string& state, const std::string& level) {
    return cell({"defence.Murted.state=" + state, "links.national.level=" + level});
  };
  const auto ready = in_state("ready", "data link"), stand_by = in_state("stand-by", "data link"),
             boxed = in_state("boxed", "data link"), stand_by_alone = in_state("stand-by", "stand-alone");
  EXPECT_GT(surely_more(ready, stand_by, Of::leaked), 0.0);
  EXPECT_GT(surely_more(stand_by, boxed, Of::leaked), 0.0);
  // Nobody warns a set that is linked to nobody and looks at nothing.
  EXPECT_GT(surely_more(stand_by, stand_by_alone, Of::leaked), 0.0);
  for (const ReplicateResult& r : stand_by_alone) EXPECT_EQ(r.killed, 0u);
}

/// What is shared out of line is worse than nothing, and than what is shared in line.
TEST(CommandStudy, a_picture_of_radars_out_of_line_gets_friends_shot_at) {
  const auto play = [](const std::vector<std::string>& settings) {
    return cell(settings, "scenarios/11-radars-out-of-line.yaml", 100);
  };
  const auto shared = play({}), alone = play({"links.national.level=stand-alone"}),
             in_line = play({"perfect.registration=true"});
  EXPECT_GT(surely_more(alone, shared, Of::friends), 0.0);
  EXPECT_GT(surely_more(in_line, shared, Of::friends), 0.0);
}

/// Being told early is no reason to fire early, at what the own radar holds only now and then. With who is who known to
/// all, so that what is told wrongly does not count; paired, the same luck.
TEST(CommandStudy, a_picture_in_line_lets_no_more_through_than_none) {
  const auto play = [](std::vector<std::string> settings) {
    settings.push_back("perfect.identity=true");
    return cell(settings, "scenarios/11-radars-out-of-line.yaml", 100);
  };
  const std::string nothing = "{value: 0, status: assumed, reason: nothing is asked}",
                    track = "values.doctrines.standard.firing_track.";
  const std::vector<std::string> at_once = {"perfect.registration=true", track + "looks=" + nothing,
                                            track + "held=" + nothing, track + "handover_error=" + nothing,
                                            "values.doctrines.standard.unguided_salvos_count=true"};
  const auto alone = play({"links.national.level=stand-alone"}),
             in_line = play({"perfect.registration=true"}), early = play(at_once);
  EXPECT_LE(surely_more(alone, in_line, Of::leaked), 0.0);
  // And it is known well enough: one leaker more in five replicates is ruled out.
  EXPECT_GT(surely_more(in_line, alone, Of::leaked), -0.2);
  // Who asks nothing of his track lets more through: so this case can tell.
  EXPECT_GT(surely_more(alone, early, Of::leaked), 0.0);
  EXPECT_GT(surely_more(in_line, early, Of::leaked), 0.0);
}

}  // namespace
}  // namespace cupola
