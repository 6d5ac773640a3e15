#pragma once

#include "catalogue/yaml.hpp"

namespace cupola {

/// Takes out what a scenario has as `present: false`: defences, groups of raid and traffic; with a defence, the links that
/// lead to it or to one of its posts. All else that names it is left, and is then a name of nothing.
/// Returns    whether there was any
/// Holds for  a document in which the flags can be read
/// Checked by tests/absent.cpp
bool leave_out_absent(Document& document);

}  // namespace cupola
