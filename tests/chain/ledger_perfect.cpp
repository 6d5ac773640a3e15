// Whoever leaks by a cause does not leak by it any more once that link is declared perfect: what the ledger
// names was in the way. For links that are a parameter of one thing nobody at all is left; for those that
// also hang on others (each says on what) hardly anybody who leaked by it before.

#include "chain/ledger_defence.hpp"
#include "chain/random_lay_down.hpp"
#include "scenario/resolve.hpp"

namespace cupola {
namespace {

using namespace testing;

struct Case {
  ThreatCause cause;
  bool Perfect::* link;
  double left;  ///< of those who leaked by it, at the most
};
constexpr Case kCases[] = {
    {ThreatCause::not_ready, &Perfect::readiness, 0.0},
    {ThreatCause::masked, &Perfect::horizon, 0.0},
    {ThreatCause::merged, &Perfect::resolution, 0.0},
    {ThreatCause::link_loss, &Perfect::links, 0.0},
    {ThreatCause::no_channel, &Perfect::channels, 0.0},
    {ThreatCause::no_round, &Perfect::rounds, 0.0},
    {ThreatCause::seen_late, &Perfect::detection, 0.0},
    {ThreatCause::wrong_identity, &Perfect::identity, 0.2},  // nobody is asked where there is no interrogator
    {ThreatCause::no_time, &Perfect::reaction, 0.6},         // sector turn, acquisition, a late identity
    {ThreatCause::shots_missed, &Perfect::kill, 0.3},        // rounds that never got there
    {ThreatCause::believed_killed, &Perfect::assessment, 0.6},  // silence of what is not seen
};

struct Played {
  std::vector<ThreatCause> causes;  // of each hostile of each replicate
};

Played play_with(Scenario s, bool Perfect::* link, int replicates, std::uint64_t from) {
  if (link != nullptr) s.perfect.*link = true;
  apply_perfect(s);
  const auto plan = make_plan(s);
  Played played;
  for (int i = 0; i < replicates; ++i) {
    const ReplicateResult r = play_one(*plan, 1, from + std::uint64_t(i));
    for (const Platform& p : s.platforms)
      if (p.side == Side::hostile) played.causes.push_back(primary_cause(r.facts[p.id.index()]));
  }
  return played;
}

class PerfectLinks : public ::testing::Test {
 protected:
  void price(const Scenario& scenario, int replicates, std::uint64_t from) {
    const Played as_it_is = play_with(scenario, nullptr, replicates, from);
    for (std::size_t c = 0; c < std::size(kCases); ++c) {
      const ThreatCause cause = kCases[c].cause;
      const Played perfect = play_with(scenario, kCases[c].link, replicates, from);
      ASSERT_EQ(perfect.causes.size(), as_it_is.causes.size());
      for (std::size_t i = 0; i < perfect.causes.size(); ++i) {
        before_[c] += as_it_is.causes[i] == cause;
        still_[c] += as_it_is.causes[i] == cause && perfect.causes[i] == cause;
        any_[c] += perfect.causes[i] == cause;
      }
    }
  }
  void expect_priced(std::uint32_t least_seen) const {
    for (std::size_t c = 0; c < std::size(kCases); ++c) {
      SCOPED_TRACE(std::string(name_of(kCases[c].cause)) + ": " + std::to_string(before_[c]) +
                   ", of them still " + std::to_string(still_[c]) + ", in all " + std::to_string(any_[c]));
      // A share of a handful says nothing; those of whom nobody may be left are held whatever their number.
      if (before_[c] >= 10 || kCases[c].left == 0.0) {
        EXPECT_LE(still_[c], kCases[c].left * before_[c]);
      }
      if (kCases[c].left == 0.0) {
        EXPECT_EQ(any_[c], 0u);
      }
      if (kCases[c].cause != ThreatCause::merged) {
        EXPECT_GE(before_[c], least_seen);  // else nothing was tested
      }
    }
  }
  void expect_seen(ThreatCause cause, std::uint32_t leakers) const {
    for (std::size_t c = 0; c < std::size(kCases); ++c)
      if (kCases[c].cause == cause) {
        EXPECT_EQ(before_[c], leakers);
      }
  }

 private:
  std::uint32_t before_[std::size(kCases)] = {}, still_[std::size(kCases)] = {}, any_[std::size(kCases)] = {};
};

TEST_F(PerfectLinks, free_from_their_cause_in_random_lay_downs) {
  for (std::uint64_t n = 0; n < 300; ++n) price(random_lay_down(n).scenario, 1, n);
  expect_priced(10);
}

TEST_F(PerfectLinks, free_from_their_cause_in_the_shipped_scenarios) {
  price(shipped_scenario("03-murted-mixed-raid"), 6, 0);
  price(shipped_scenario("04-two-fire-units-sixty"), 4, 0);
  expect_priced(0);
}

TEST_F(PerfectLinks, free_from_their_cause_where_one_hides_in_the_cell_of_another) {
  price(raid_beside_escorts().scenario, 2, 0);
  expect_seen(ThreatCause::merged, 8);
  expect_priced(0);
}

}  // namespace
}  // namespace cupola
