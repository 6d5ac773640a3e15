#pragma once

#include <string>

#include "study/many.hpp"

namespace cupola {

/// Many replicates for people: every estimate with its interval, over replicates.
std::string many_as_text(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Many& many);

/// The same for programs.
std::string many_as_json(const Plan& plan, std::uint64_t seed, std::uint64_t asked, const Many& many);

}  // namespace cupola
