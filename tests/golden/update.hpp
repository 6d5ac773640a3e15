#pragma once

namespace cupola {

/// Whether what is on file is to be written anew: golden_tests --update.
extern bool update;

}  // namespace cupola
