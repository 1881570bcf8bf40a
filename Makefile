help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile
check: ## Build and test everything, as CI does
	./test
fast: ## Compile and test without formatter, Error Prone and browser
	mvn -q -Pfast install -pl '!watchparty-load'
format: ## Format all Java
	mvn -q spotless:apply
run: ## Start the server
	./run
load: ## Build the load generator and show its options
	mvn -q -Pfast -DskipTests -pl watchparty-load -am package && java -jar watchparty-load/target/watchparty-load.jar --help
.PHONY: help check fast format run load
