#include "command/evidence.hpp"

#include <string_view>

namespace cupola {

static_assert(kEmitters.size() + 1 == kEmitterNameCount && kWords.size() + 1 == kIdentityWordCount);

namespace {

/// Puts each row where its name stands among the names; the first place, `none`, stays without a say.
template <class Row, std::size_t Count>
void fill(const std::vector<Row>& rows, std::string Row::* what, const std::array<const char*, Count>& names,
          std::array<IdentityLikelihood, Count + 1>& table) {
  for (const Row& row : rows)
    for (std::size_t i = 0; i < Count; ++i)
      if (row.*what == std::string_view(names[i]))
        table[i + 1] = {row.given_friend, row.given_neutral, row.given_hostile};
}

}  // namespace

SourceTables::SourceTables(const Doctrine& doctrine) {
  fill(doctrine.flight_plans, &FlightPlanLikelihood::plan, kFlightPlans, plans_);
  fill(doctrine.origins, &OriginLikelihood::origin, kOrigins, origins_);
  fill(doctrine.emitters, &EmitterLikelihood::emitter, kEmitters, emitters_);
  fill(doctrine.words, &WordLikelihood::word, kWords, words_);
}

IdentityWord word_on(IffEvidence iff, EmitterName emitter) {
  switch (iff) {
    case IffEvidence::national:
      return IdentityWord::friendly;
    case IffEvidence::civil:
      return IdentityWord::neutral;
    case IffEvidence::hostile:
      return IdentityWord::hostile;
    case IffEvidence::none:
    case IffEvidence::silent:
      break;
  }
  switch (emitter) {
    case EmitterName::own_fighter_radar:
      return IdentityWord::friendly;
    case EmitterName::civil_transponder:
      return IdentityWord::neutral;
    case EmitterName::foreign_fighter_radar:
    case EmitterName::jammer:
      return IdentityWord::hostile;
    case EmitterName::none:
      break;
  }
  return IdentityWord::none;
}

}  // namespace cupola
