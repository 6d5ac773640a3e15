#pragma once

namespace cupola {

/// From now on SIGINT and SIGTERM only set a flag.
void catch_interrupts();
bool interrupted();

}  // namespace cupola
