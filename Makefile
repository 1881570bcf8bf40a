help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile
check: ## Build and test everything, as CI does
	./test
fast: ## Compile and test without formatter, Error Prone and browser
	mvn -q -Pfast install -pl '!watchparty-benchmarks,!watchparty-comparators,!watchparty-load,!watchparty-lab'
format: ## Format all Java
	mvn -q spotless:apply
run: ## Start the server
	./run
load: ## Build the load generator and show its options
	mvn -q -Pfast -DskipTests -pl watchparty-load -am package && java -jar watchparty-load/target/watchparty-load.jar --help
benchmarks: ## Measure each step of a command's way, in nanoseconds; options by ARGS="Encoding -prof gc"
	mvn -q -Pfast -DskipTests -pl watchparty-benchmarks -am package && java -jar watchparty-benchmarks/target/watchparty-benchmarks.jar -f 2 -wi 5 -i 5 -w 1 -r 1 $(ARGS)
figures: ## Measure what the README publishes, half an hour on a quiet machine; options by ARGS="--cell 1x1000 --rounds 1"
	mvn -q -Pfast -DskipTests -pl watchparty-load,watchparty-comparators,watchparty-app -am package && java -jar watchparty-load/target/watchparty-load.jar figures --pin 0:1 --start ./run $(ARGS)
skew: ## Measure how far apart real browsers play, over bad networks; options by ARGS="--minutes 10"
	mvn -q -Pfast -DskipTests -pl watchparty-lab -am package && java -jar watchparty-lab/target/watchparty-lab.jar skew $(ARGS)
picture: ## Photograph two browsers in step, for the README
	mvn -q -Pfast -DskipTests -pl watchparty-lab -am package && java -jar watchparty-lab/target/watchparty-lab.jar picture
.PHONY: help check fast format run load benchmarks figures skew picture
