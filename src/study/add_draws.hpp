#pragma once

#include "study/study.hpp"

namespace cupola {

/// Finds what is not known, tries each input at both its ends, and gives every point of the design its draws.
/// Returns    false if anything is wrong; then `problems` says what, at its entry of the study file
/// Checked by tests/uncertain.cpp
bool add_draws(const Document& document, Study& study, Problems& problems);

}  // namespace cupola
